// Jobs that died: busy as a whole, then idle as a whole, and still named by their GPUs. A checkpoint is shorter than the rule's time.

import Storage
import Telemetry

/// Remembers which jobs were busy. Core thread only; bounded by the number of jobs.
final class JobSurvey {
    static let leastGPUs = 16
    static let idle: Float = 0.1, busy: Float = 0.4
    /// Utilisation of a kernel that never ends.
    static let spinning: Float = 0.99

    private var wasBusy: [String: Int64] = [:]
    /// GPUs of fallen jobs at the last look.
    private(set) var fallen: Set<Int> = []
    private var fallenNames = Set<String>()

    func clear() {
        wasBusy = [:]
        fallen = []
        fallenNames = []
    }

    func note(_ columns: Columns, _ jobs: JobIndex) {
        let snapshot = columns.snapshot
        let activity = columns.values(LagTest.activity(of: snapshot))
        let util = snapshot.isExported(.gpuUtil) ? columns.values(.gpuUtil) : []
        var known = [Int](repeating: 0, count: jobs.names.count), idle = known, busy = known, spinning = known
        for (gpu, job) in jobs.ofGPU.enumerated() where job >= 0 && activity[gpu] == activity[gpu] {
            known[Int(job)] += 1
            if activity[gpu] < Self.idle { idle[Int(job)] += 1 }
            if activity[gpu] > Self.busy { busy[Int(job)] += 1 }
            if gpu < util.count, util[gpu] >= Self.spinning { spinning[Int(job)] += 1 }
        }
        let now = snapshot.moment.milliseconds
        for (job, name) in jobs.names.enumerated() where known[job] >= Self.leastGPUs {
            if busy[job] * 2 > known[job] {
                wasBusy[name] = now
                fallenNames.remove(name)
            } else if spinning[job] * 2 > known[job] {
                // Their kernels wait in a collective: it hangs, and is not dead.
                fallenNames.remove(name)
            } else if idle[job] * 10 > known[job] * 9, wasBusy[name].map({ now - $0 < 3_600_000 }) ?? false {
                fallenNames.insert(name)
            }
        }
        if wasBusy.count > 10_000 { wasBusy = [:] }
        fallenNames.formIntersection(jobs.names)
        guard !fallenNames.isEmpty else {
            fallen = []
            return
        }
        let numbers = Set(jobs.names.indices.filter { fallenNames.contains(jobs.names[$0]) }.map(Int32.init))
        fallen = Set(jobs.ofGPU.indices.filter { numbers.contains(jobs.ofGPU[$0]) })
    }
}
