// Who reports at a place: its GPUs, or its hosts in a hall that has none.

import Facility
import Storage

/// How many of them are fresh.
public struct Reporting {
    /// Fresh, at this moment.
    public let fresh: Int
    /// All that ought to report.
    public let total: Int
    /// What is counted: `GPU` or `host`.
    private let unit: String

    /// Of a place, at the snapshot's moment.
    public init(_ snapshot: Snapshot, _ place: Place) {
        let topology = snapshot.topology
        guard topology.gpuCount == 0 else {
            let states = snapshot.states(place)
            (fresh, total, unit) = (states[.fresh], states.total, "GPU")
            return
        }
        let trays: any Collection<Int> =
            switch place {
            case .hall: topology.trays.indices
            case .row(let row): topology.rows[row].trays
            case .rack(let rack): topology.racks[rack].trays
            case .tray(let tray): tray..<tray + 1
            case .gpu: 0..<0
            }
        (fresh, total, unit) = (trays.count { snapshot.trayState($0) == .fresh }, trays.count, "host")
    }

    /// `13,726/13,800`
    var words: String { "\(Figures.count(fresh))/\(Figures.count(total))" }

    /// `GPUs`
    public var noun: String { total == 1 ? unit : unit + "s" }

    /// `of 6,900`: what a figure stands for where fewer know it than report; nil where all do, or nobody does.
    func part(_ rollUp: RollUp) -> String? {
        rollUp.count > 0 && Int(rollUp.count) < fresh ? "of \(Figures.count(Int(rollUp.count)))" : nil
    }

    /// `13,800 GPUs`
    var size: String { Figures.counted(total, unit) }

    /// 0 where nobody is there to report.
    var share: Double { Double(fresh) / Double(max(1, total)) }
}
