// The timeline's lines for whoever does not draw them.

import Facility
import Storage
import Telemetry

extension ConsoleState {
    /// Place, length of a column, means oldest first (NaN unknown), and where the place said nothing although it had spoken before.
    public func timelineRows(_ scene: Scene) -> [(place: String, columnMs: Int64, values: [Float], silent: [Bool])] {
        guard let grid = derived.timeline else { return [] }
        let columnMs = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        return grid.lines.map { line in
            let place = line.places.first.map { Sentence.name($0, scene.snapshot.topology) } ?? ""
            return (place, columnMs, line.values, line.isSilent)
        }
    }
}
