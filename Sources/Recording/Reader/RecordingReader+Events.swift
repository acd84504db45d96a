// Events, bookmarks and the way from one to the next.

import Storage
import Telemetry

extension RecordingReader {
    /// Events that a snapshot carries, as the store's log does.
    static let eventLimit = 2_000
    /// Events that are kept once they were read.
    static let eventsKept = 40_000
    /// Damaged rows that are told one by one.
    private static let eventsTold = 20

    /// The newest events of an epoch up to a slot, oldest first.
    func events(_ epoch: Epoch, upTo slot: Int) throws(RecordingError) -> [Event] {
        // A repair asks while its own writer looks at the past of slots that it was given before.
        lock.lock()
        defer { lock.unlock() }
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
            if try isWhole(event: id), let event = eventsKnown[id] ?? nil { events.append(event) }
        }
        return events.reversed()
    }

    /// nil if its row is damaged, or a later version wrote it.
    private func event(_ id: Int64) throws(RecordingError) -> Event? {
        let statement = try file.database.statement(
            """
            SELECT epoch, slot, time_ms, uncertainty_ms, place, path, what, \(file.hasSums ? "sum" : "NULL") FROM event
            WHERE id = ?
            """
        ).bind(1, id)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        guard statement.isNull(7) || statement.integer(7) == statement.sum(of: 7) else {
            note(damagedEvent: id, epoch: statement.integer(0), slot: statement.integer(1))
            return nil
        }
        guard let place = EventText.place(statement.text(4)), let kind = EventText.read(statement.text(6)),
            Epoch.times.contains(statement.integer(2)), (0...Epoch.times.upperBound).contains(statement.integer(3))
        else { return nil }
        return Event(
            time: Timestamp(milliseconds: statement.integer(2)), uncertaintyMs: statement.integer(3), place: place,
            kind: anonymiser?.kind(kind) ?? kind)
    }

    private func note(damagedEvent id: Int64, epoch: Int64, slot: Int64) {
        let row = RecordingFile.damagedRow("event", "epoch \(epoch), slot \(slot)")
        let words = eventsDamaged.count < Self.eventsTold ? row : "more rows of the table event are damaged"
        eventsDamaged[id] = (epoch, slot, "\(path): \(words)")
    }

    /// Rows of events that were met so far and are damaged, in sentences.
    ///
    /// - Parameters:
    ///   - epoch: those of one epoch; nil all.
    ///   - slot: up to a slot of it.
    func damagedEvents(_ epoch: Epoch? = nil, upTo slot: Int = .max) -> [String] {
        lock.lock()
        defer { lock.unlock() }
        let met = eventsDamaged.filter { epoch == nil || $1.epoch == epoch!.id && $1.slot <= Int64(slot) }
        var told = Set<String>()
        return met.sorted { $0.key < $1.key }.map(\.value.words).filter { told.insert($0).inserted }
    }

    /// Whether a row is as it was written; one that is not is noted.
    private func isWhole(event id: Int64) throws(RecordingError) -> Bool {
        if eventsKnown[id] == nil { eventsKnown.updateValue(try event(id), forKey: id) }
        return eventsDamaged[id] == nil
    }

    /// The first moment after `time` whose snapshot has an event that none before had; nil if there is none. An event may be dated earlier:
    /// an alarm begins when its condition began to hold, and is known later.
    public func nextEvent(after time: Timestamp) throws(RecordingError) -> Timestamp? {
        var next: Timestamp?
        for epoch in epochs {
            let slot = epoch.slot(endedBy: time)
            guard
                let found = try firstShown(
                    epoch, "slot > \(slot) AND \(Self.isPossible) ORDER BY slot, id")
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
                let found = try firstShown(
                    epoch, "slot <= \(slot) AND \(Self.isPossible) ORDER BY slot DESC, id DESC")
            else {
                continue
            }
            previous = max(previous ?? epoch.end(of: found), epoch.end(of: found))
        }
        return previous
    }

    private static let isPossible = "slot BETWEEN \(Epoch.slots.lowerBound) AND \(Epoch.slots.upperBound)"

    /// The slot of the first event that is as it was written, and not of a time that was recorded again later.
    private func firstShown(_ epoch: Epoch, _ condition: String) throws(RecordingError) -> Int? {
        lock.lock()
        defer { lock.unlock() }
        // Not kept prepared: the moment is part of the text.
        let statement = try Statement(
            "SELECT id, slot FROM event WHERE epoch = \(epoch.id) AND \(condition)", on: file.database)
        while try statement.step() {
            let slot = Int(statement.integer(1))
            if row(at: epoch.end(of: slot))?.epoch == epoch.id, try isWhole(event: statement.integer(0)) { return slot }
        }
        return nil
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
