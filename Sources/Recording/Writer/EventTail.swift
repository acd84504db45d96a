// Which events of a snapshot the recording has not seen: its log is a bounded list, newest last, without numbers.

import Storage
import Telemetry

/// Remembers the end of the list.
struct EventTail {
    private var last: Event?

    /// What an earlier epoch wrote stays there; its places have other numbers now.
    mutating func beginEpoch(at snapshot: Snapshot) {
        guard last != nil else { return }
        let before: Timestamp = snapshot.moment - snapshot.stepMs
        last = snapshot.events.last { $0.time <= before }
    }

    mutating func new(in snapshot: Snapshot) -> [Event] {
        let events = snapshot.events
        defer { last = events.last ?? last }
        guard let last, let index = events.lastIndex(of: last) else { return Array(events) }
        return Array(events[(index + 1)...])
    }
}
