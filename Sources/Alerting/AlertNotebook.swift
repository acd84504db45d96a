// All notes together: what holds for an alarm now. An acknowledgement is for one occurrence; the next one asks again.

import Telemetry

/// Notes by alarm key, bounded.
public struct AlertNotebook: Sendable {
    /// Notes kept; the oldest go first.
    public static let noteLimit = 10_000

    /// In the order in which they were said.
    public private(set) var notes: [AlertNote] = []

    /// Takes the newest of them, as many as the limit allows.
    public init(_ notes: [AlertNote] = []) { self.notes = Array(notes.suffix(Self.noteLimit)) }

    /// Adds what was said last; the oldest note goes when there are too many.
    public mutating func add(_ note: AlertNote) {
        notes.append(note)
        if notes.count > Self.noteLimit { notes.removeFirst(notes.count - Self.noteLimit) }
    }

    /// The newest acknowledgement since the alarm began, unless taken back, or given when it was much less.
    public func acknowledgement(of alarm: Alarm) -> AlertNote? {
        let keys = alarm.keys
        guard
            let last = notes.last(where: {
                ($0.action == .acknowledge || $0.action == .reopen) && keys.contains($0.key)
            }),
            last.action == .acknowledge, alarm.isKnown(at: last.time), Self.covers(last, alarm)
        else { return nil }
        return last
    }

    /// The mute that holds at a moment; mutes end by themselves and outlive the alarm. One is for its place: what grew beyond it is heard.
    public func mute(of alarm: Alarm, at moment: Timestamp) -> AlertNote? {
        let keys = alarm.keys.filter { Self.place($0) == Self.place(alarm.key) }
        guard
            let last = notes.last(where: {
                ($0.action == .mute || $0.action == .reopen) && keys.contains($0.key)
            }),
            last.action == .mute, let until = last.until, until > moment, Self.covers(last, alarm)
        else { return nil }
        return last
    }

    /// Who silences a warning has not heard of what is worse at the same place.
    private static func covers(_ note: AlertNote, _ alarm: Alarm) -> Bool {
        note.severity.map { alarm.severity <= $0 } ?? true
    }

    /// What a key says behind the family.
    private static func place(_ key: String) -> Substring { key.drop { $0 != "/" } }

    /// Remarks on an alarm, newest first.
    public func remarks(on alarm: Alarm) -> [AlertNote] {
        let keys = alarm.keys
        return notes.reversed().filter { !$0.text.isEmpty && keys.contains($0.key) }
    }

    /// When a person acknowledged an alarm last, by its key; without those that were taken back.
    public var acknowledged: [String: Timestamp] {
        var keys: [String: Timestamp] = [:]
        for note in notes {
            if note.action == .acknowledge { keys[note.key] = note.time }
            if note.action == .reopen { keys[note.key] = nil }
        }
        return keys
    }

    /// Latches that were not released, the oldest first.
    public var latches: [AlertLatch] { openLatches.map(\.latch) }

    /// Those of them that nobody has acknowledged since they began.
    public var unseenLatches: [AlertLatch] { openLatches.filter { !$0.isSeen }.map(\.latch) }

    private var openLatches: [(latch: AlertLatch, key: String, isSeen: Bool)] {
        var open: [(latch: AlertLatch, key: String, isSeen: Bool)] = []
        for note in notes {
            if let latch = note.latch {
                open.removeAll { $0.latch.isSamePlace(as: latch) }
                if note.action == .latch { open.append((latch, note.key, false)) }
            } else if note.action == .acknowledge || note.action == .reopen {
                for index in open.indices where open[index].key == note.key {
                    let isLater = note.time.milliseconds >= open[index].latch.sinceMs
                    open[index].isSeen = note.action == .acknowledge && isLater
                }
            }
        }
        return open
    }
}
