// The past of a snapshot that is only passed on: nobody looks back from it.

import Facility
import Storage
import Telemetry

struct NoPast: SnapshotPast {
    var oldestSlot: Int { .max }
    var unbrokenSlot: Int { .max }
    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float] { [] }
    func steps(_ metric: MetricID, _ place: Place, slots: Int, steps: Range<Int>) -> [RollUp] { [] }
    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>) -> [Float] { [] }
    func hall(_ metric: MetricID, after first: Int) -> [(slot: Int, rollUp: RollUp)] { [] }
    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])? { nil }
}
