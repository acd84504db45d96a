// Which places lie in which.

import Facility

extension Topology {
    /// Whether `place` is `outer`, or a part of it.
    func contains(_ place: Place, in outer: Place) -> Bool {
        if place == outer { return true }
        switch (outer, place) {
        case (.hall, _): return true
        case (.row(let row), .rack(let rack)): return racks.indices.contains(rack) && racks[rack].row == row
        case (.row(let row), .tray(let tray)): return rows.indices.contains(row) && rows[row].trays.contains(tray)
        case (.row(let row), .gpu(let gpu)): return rows.indices.contains(row) && rows[row].gpus.contains(gpu)
        case (.rack(let rack), .tray(let tray)): return racks.indices.contains(rack) && racks[rack].trays.contains(tray)
        case (.rack(let rack), .gpu(let gpu)): return racks.indices.contains(rack) && racks[rack].gpus.contains(gpu)
        case (.tray(let tray), .gpu(let gpu)): return trays.indices.contains(tray) && trays[tray].gpus.contains(gpu)
        default: return false
        }
    }
}
