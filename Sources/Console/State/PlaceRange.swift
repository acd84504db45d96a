// What lies between two places that a mouse was dragged over, as a filter.

import Facility

/// Ranges over the floor, a rack or a tray.
public enum PlaceRange {
    /// - Returns: nil if the two places are not of one kind, or the filter would be too long.
    public static func filter(from start: Place, to end: Place, _ topology: Topology) -> String? {
        let text: String
        switch (start, end) {
        case (.rack(let one), .rack(let other)):
            let a = topology.racks[one], b = topology.racks[other]
            let rows = min(a.row, b.row)...max(a.row, b.row)
            let columns = min(a.column, b.column)...max(a.column, b.column)
            let racks = topology.racks.filter { rows.contains($0.row) && columns.contains($0.column) }
            text = "rack=" + racks.map(\.name).joined(separator: ",")
        case (.tray(let one), .tray(let other)):
            let paths = (min(one, other)...max(one, other)).map { topology.path(tray: $0) }
            text = "place=" + paths.joined(separator: ",")
        case (.gpu(let one), .gpu(let other)):
            let paths = (min(one, other)...max(one, other)).map { topology.path(gpu: $0) }
            text = "place=" + paths.joined(separator: ",")
        default: return nil
        }
        return fitting(text)
    }

    /// The places themselves, whatever lies between them elsewhere: lines of a list that are neighbours in it.
    static func filter(_ places: ArraySlice<Place>, _ topology: Topology) -> String? {
        let racks = places.compactMap { if case .rack(let rack) = $0 { topology.racks[rack].name } else { nil } }
        if racks.count == places.count { return racks.isEmpty ? nil : fitting("rack=" + racks.joined(separator: ",")) }
        return fitting("place=" + places.map { Sentence.name($0, topology) }.joined(separator: ","))
    }

    private static func fitting(_ text: String) -> String? { text.utf8.count <= 1_000 ? text : nil }
}
