// A bookmark as a recording keeps it: place and view, readable by people. Its moment stands beside it.

import Console
import Facility
import Telemetry

/// `A03/t05/g1 tray`
enum BookmarkText {
    static func write(_ mark: Bookmark, _ topology: Topology) -> String {
        let place = mark.place == .hall ? "hall" : topology.path(mark.place)
        return "\(place) \(mark.view.rawValue)"
    }

    /// What is no place or no view of this hall stands for the hall: the moment is what counts.
    static func read(_ text: String, at moment: Timestamp, _ topology: Topology) -> Bookmark {
        let words = text.split(separator: " ").map(String.init)
        let view = words.last.flatMap { ViewName(rawValue: $0) } ?? .hall
        return Bookmark(moment: moment, place: words.first.flatMap { topology.place(at: $0) } ?? .hall, view: view)
    }
}
