// The past of a snapshot that is only passed on: nobody looks back from it but for the attributes of its GPUs.

import Facility
import Storage
import Telemetry

struct NoPast: SnapshotPast {
    /// nil if nobody noted any.
    let attributes: AttributeLog?
    /// Numbers of the snapshot's GPUs in that log.
    let gpus: [Int]

    var attributeRevision: Int { attributes?.revision ?? 0 }
    func identities(ofGPU gpu: Int) -> [IdentityStep] {
        gpus.indices.contains(gpu) ? attributes?.steps(of: gpus[gpu]) ?? [] : []
    }
    var oldestSlot: Int { .max }
    var unbrokenSlot: Int { .max }
    var joint: Timestamp? { nil }
    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float] { [] }
    func steps(_ metric: MetricID, _ place: Place, slots: Int, after: Timestamp, upTo: Timestamp)
        -> [(from: Timestamp, to: Timestamp, rollUp: RollUp)]
    { [] }
    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>) -> [Float] { [] }
    func hall(_ metric: MetricID, after: Timestamp) -> [(end: Timestamp, rollUp: RollUp)] { [] }
    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])? { nil }
}
