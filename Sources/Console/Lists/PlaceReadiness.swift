// Readiness of a rack or a row, as cells of the table.

import Alerting
import Facility
import Screen
import Storage
import Telemetry

/// Sums over the racks of a place.
struct PlaceReadiness {
    private let ready: Int
    private let slots: Int
    private let racks: [RackReadiness]

    /// nil where nothing is known of it: a tray, a GPU, a board that kept the hall's counts alone.
    init?(_ scene: Scene, _ place: Place) {
        let topology = scene.snapshot.topology, readiness = scene.alerts.readiness
        guard readiness.racks.count == topology.racks.count, readiness.trays.count == topology.racks.count else {
            return nil
        }
        let indices: [Int]
        switch place {
        case .rack(let rack): indices = [rack]
        case .row(let row): indices = topology.racks.indices.filter { topology.racks[$0].row == row }
        case .hall: indices = Array(topology.racks.indices)
        case .tray, .gpu: return nil
        }
        racks = indices.map { readiness.racks[$0] }
        ready = indices.reduce(0) { $0 + readiness.trays[$1] }
        // A rack without GPUs is never ready, and nobody waits for it.
        slots = indices.filter { !topology.racks[$0].gpus.isEmpty }.reduce(0) {
            $0 + topology.template(ofRack: $1).trays.count
        }
    }

    func number(_ column: TableColumn) -> Double {
        switch column {
        case .ready: Double(ready)
        case .planned: Double(racks.reduce(0) { $0 + $1.planned })
        case .installed: Double(racks.reduce(0) { $0 + $1.installed })
        case .reporting: Double(racks.reduce(0) { $0 + $1.reporting })
        case .burntIn: Double(racks.reduce(0) { $0 + $1.burntIn })
        case .place, .mark, .job, .host, .age, .deviation, .metric: .nan
        }
    }

    /// `17/18` trays, else a count.
    func cell(_ column: TableColumn) -> (String, Style) {
        guard column == .ready else { return (Figures.count(Int(number(column))), .text) }
        return ("\(ready)/\(slots)", ready < slots ? Style(.warning) : .text)
    }
}
