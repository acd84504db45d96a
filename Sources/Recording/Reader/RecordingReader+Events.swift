// Events, bookmarks and the way from one to the next.

import Storage
import Telemetry

extension RecordingReader {
    /// Events that a snapshot carries, as the store's log does.
    static let eventLimit = 2_000
    /// Events that are kept once they were read.
    static let eventsKept = 40_000

    /// The newest events of an epoch up to a slot, oldest first.
    func events(_ epoch: Epoch, upTo slot: Int) throws(RecordingError) -> [Event] {
        // Answered by the index alone: the rows are read once each.
        let statement = try file.database.statement(
            """
            SELECT id FROM event WHERE epoch = ? AND slot <= ? ORDER BY slot DESC, id DESC LIMIT \(Self.eventLimit)
            """
        ).bind(1, epoch.id).bind(2, Int64(slot))
        defer { statement.reset() }
        var events: [Event] = []
        if eventsKnown.count > Self.eventsKept { eventsKnown.removeAll() }
        while try statement.step() {
            let id = statement.integer(0)
            if eventsKnown[id] == nil { eventsKnown.updateValue(try event(id), forKey: id) }
            if let event = eventsKnown[id] ?? nil { events.append(event) }
        }
        return events.reversed()
    }

    private func event(_ id: Int64) throws(RecordingError) -> Event? {
        let statement = try file.database.statement(
            "SELECT time_ms, uncertainty_ms, place, what FROM event WHERE id = ?"
        ).bind(1, id)
        defer { statement.reset() }
        guard try statement.step(), let place = EventText.place(statement.text(2)),
            let kind = EventText.read(statement.text(3)), Epoch.times.contains(statement.integer(0)),
            (0...Epoch.times.upperBound).contains(statement.integer(1))
        else { return nil }
        return Event(
            time: Timestamp(milliseconds: statement.integer(0)), uncertaintyMs: statement.integer(1), place: place,
            kind: anonymiser?.kind(kind) ?? kind)
    }

    /// The first moment after `time` whose snapshot has an event that none before had; nil if there is none. An event may be dated earlier:
    /// an alarm begins when its condition began to hold, and is known later.
    public func nextEvent(after time: Timestamp) throws(RecordingError) -> Timestamp? {
        var next: Timestamp?
        for epoch in epochs {
            let slot = epoch.slot(endedBy: time)
            guard
                let found = try one(
                    "SELECT min(slot) FROM event WHERE epoch = \(epoch.id) AND slot > \(slot) AND \(Self.isPossible)")
            else {
                continue
            }
            next = min(next ?? epoch.end(of: found), epoch.end(of: found))
        }
        return next
    }

    /// The last such moment before `time`, nil if there is none.
    public func previousEvent(before time: Timestamp) throws(RecordingError) -> Timestamp? {
        var previous: Timestamp?
        for epoch in epochs {
            let slot = epoch.slot(endedBy: time - 1)
            guard
                let found = try one(
                    "SELECT max(slot) FROM event WHERE epoch = \(epoch.id) AND slot <= \(slot) AND \(Self.isPossible)")
            else {
                continue
            }
            previous = max(previous ?? epoch.end(of: found), epoch.end(of: found))
        }
        return previous
    }

    private static let isPossible = "slot BETWEEN \(Epoch.slots.lowerBound) AND \(Epoch.slots.upperBound)"

    private func one(_ sql: String) throws(RecordingError) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        // Not kept prepared: the moment is part of the text.
        let statement = try Statement(sql, on: file.database)
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return Int(statement.integer(0))
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
            guard Epoch.times.contains(statement.integer(0)) else { continue }
            marks.append((Timestamp(milliseconds: statement.integer(0)), anonymiser?.free(text) ?? text))
        }
        return marks
    }
}
