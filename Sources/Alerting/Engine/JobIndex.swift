// Which job each GPU works for, as numbers.

import Storage
import Telemetry

/// Jobs of one snapshot. GPUs without a job have number -1.
struct JobIndex {
    private(set) var names: [String] = []
    private(set) var ofGPU: [Int32]
    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        var numbers: [String: Int32] = [:]
        var ofGPU = [Int32](repeating: -1, count: snapshot.topology.gpuCount)
        // Neighbours mostly share a job: compare before looking up.
        var last = "", lastNumber: Int32 = -1
        for gpu in 0..<snapshot.topology.gpuCount {
            guard let job = snapshot.identity(gpu)?.job, !job.isEmpty else { continue }
            if job != last {
                last = job
                if let known = numbers[job] {
                    lastNumber = known
                } else {
                    lastNumber = Int32(names.count)
                    numbers[job] = lastNumber
                    names.append(job)
                }
            }
            ofGPU[gpu] = lastNumber
        }
        self.ofGPU = ofGPU
    }

    /// GPUs per job.
    ///
    /// - Parameter orRacks: GPUs without a job are peers of their rack.
    func groups(orRacks: Bool) -> [[Int]] {
        var groups = [[Int]](repeating: [], count: names.count)
        for (gpu, job) in ofGPU.enumerated() where job >= 0 { groups[Int(job)].append(gpu) }
        guard orRacks else { return groups }
        return groups
            + snapshot.topology.racks.map { rack in rack.gpus.filter { ofGPU[$0] < 0 } }.filter { !$0.isEmpty }
    }
}
