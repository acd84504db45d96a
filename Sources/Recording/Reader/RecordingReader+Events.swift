// Events, bookmarks and the way from one to the next.

import Storage
import Telemetry

extension RecordingReader {
    /// Events that a snapshot carries, as the store's log does.
    static let eventLimit = 2_000

    /// The newest events of an epoch up to a slot, oldest first.
    func events(_ epoch: Epoch, upTo slot: Int) throws(RecordingError) -> [Event] {
        let statement = try file.database.statement(
            """
            SELECT time_ms, uncertainty_ms, place, what FROM event WHERE epoch = ? AND slot <= ?
            ORDER BY slot DESC, id DESC LIMIT \(Self.eventLimit)
            """
        ).bind(1, epoch.id).bind(2, Int64(slot))
        defer { statement.reset() }
        var events: [Event] = []
        while try statement.step() {
            guard let place = EventText.place(statement.text(2)), let kind = EventText.read(statement.text(3)) else {
                continue
            }
            events.append(
                Event(
                    time: Timestamp(milliseconds: statement.integer(0)), uncertaintyMs: statement.integer(1),
                    place: place,
                    kind: anonymiser?.kind(kind) ?? kind))
        }
        return events.reversed()
    }

    /// The time of the first event after a moment, nil if there is none.
    public func nextEvent(after time: Timestamp) throws(RecordingError) -> Timestamp? {
        try one("SELECT min(time_ms) FROM event WHERE time_ms > \(time.milliseconds)")
    }

    /// The time of the last event before a moment, nil if there is none.
    public func previousEvent(before time: Timestamp) throws(RecordingError) -> Timestamp? {
        try one("SELECT max(time_ms) FROM event WHERE time_ms < \(time.milliseconds)")
    }

    private func one(_ sql: String) throws(RecordingError) -> Timestamp? {
        lock.lock()
        defer { lock.unlock() }
        // Not kept prepared: the moment is part of the text.
        let statement = try Statement(sql, on: file.database)
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return Timestamp(milliseconds: statement.integer(0))
    }

    /// Named moments, in order of time.
    public func bookmarks() throws(RecordingError) -> [(time: Timestamp, text: String)] {
        lock.lock()
        defer { lock.unlock() }
        let statement = try file.database.statement("SELECT time_ms, text FROM bookmark ORDER BY time_ms, id")
        defer { statement.reset() }
        var marks: [(Timestamp, String)] = []
        while try statement.step(), marks.count < 10_000 {
            let text = statement.text(1)
            marks.append((Timestamp(milliseconds: statement.integer(0)), anonymiser?.scrub(text) ?? text))
        }
        return marks
    }
}
