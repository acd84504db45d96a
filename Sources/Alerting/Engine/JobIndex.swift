// Which job each GPU works for, as numbers.

import Facility
import Storage
import Telemetry

/// Jobs of one snapshot. GPUs without a job have number -1. It outlives the snapshot, and so keeps nothing of it.
struct JobIndex {
    private(set) var names: [String] = []
    let ofGPU: [Int32]
    /// GPUs per job, then those without a job by rack: each group is one of peers.
    let peers: [[Int]]

    init(_ snapshot: Snapshot) {
        let topology = snapshot.topology
        var numbers: [String: Int32] = [:]
        var ofGPU = [Int32](repeating: -1, count: topology.gpuCount)
        // Neighbours mostly share a job: compare before looking up.
        var last = "", lastNumber: Int32 = -1
        for gpu in 0..<topology.gpuCount {
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
        var groups = [[Int]](repeating: [], count: names.count)
        for (gpu, job) in ofGPU.enumerated() where job >= 0 { groups[Int(job)].append(gpu) }
        peers =
            groups
            + topology.racks.map { rack in rack.gpus.filter { ofGPU[$0] < 0 } }.filter { !$0.isEmpty }
    }
}
