// The small state of a hall at the end of a slot: everything a snapshot holds besides values, roll-ups and events, as columns of
// whole numbers. One list says what is written; reading it backwards says what is read.

import Facility
import Storage
import Telemetry

/// The columns of one epoch. The first slot after `init` is a key: it needs no other to be read.
struct SlotState {
    /// Stands for "none" where zero means something.
    static let none = Int64.min

    var gpus: [StateColumn]
    var trays: [StateColumn]
    var targets: [StateColumn]
    /// Age in slots of the newest real number of every offset, and that number where the slot has none.
    var ages: StateColumn
    var lastValues: StateColumn
    var totals: StateColumn
    var exported: StateColumn
    /// By target: how long its page says the same. What was added last stands last, so that who does not know it reads the rest.
    var stillness: StateColumn
    /// Whether the slot that was read last has that.
    private(set) var hasStillness = false
    /// Identities as they were written last: nearly all are so again, and then need no text.
    private var identities: [GPUIdentity?] = []

    init(gpus gpuCount: Int, trays trayCount: Int, targets targetCount: Int, offsets: Int, metrics: Int) {
        gpus = Self.gpuForesight.map { StateColumn(count: gpuCount, foresight: $0) }
        trays = [StateColumn(count: trayCount)]
        targets = Self.targetForesight.map { StateColumn(count: targetCount, foresight: $0) }
        ages = StateColumn(count: offsets, foresight: .moving)
        lastValues = StateColumn(count: offsets)
        totals = StateColumn(count: 8)
        exported = StateColumn(count: metrics)
        stillness = StateColumn(count: targetCount)
    }

    /// State, since, last seen, absences, XID, identity.
    private static let gpuForesight: [StateColumn.Foresight] = [.still, .still, .moving, .still, .still, .still]

    /// Tray, state, since, failure, last success, duration, bytes, series, bad lines, first bad line, learned interval, scrapes,
    /// failures, time of the newest page; then of that page unknown families, dropped and added series, ratios in per cent.
    private static let targetForesight: [StateColumn.Foresight] = [
        .still, .still, .still, .still, .moving, .still, .still, .still, .still, .still, .still, .moving, .still,
        .moving, .still, .still, .still, .still,
    ]

    mutating func encode(_ moment: RecordedMoment, words: inout Words, into writer: inout ByteWriter) {
        let state = moment.state
        let identities = identityWords(state.gpus.identities, &words)
        Self.encode(&gpus, Self.columns(state.gpus) + [identities], &writer)
        Self.encode(&trays, [state.trayStates.map { Int64($0.rawValue) }], &writer)
        Self.encode(&targets, Self.columns(state.targets, moment.pageTimes, &words), &writer)
        ages.encode(state.valueAges, into: &writer)
        lastValues.encode(state.heldValues, into: &writer)
        totals.encode(Self.row(state.statistics), into: &writer)
        exported.encode(
            (0..<exported.count).map { state.exported.contains($0) ? 1 : 0 }, into: &writer)
        stillness.encode(Self.stillness(state.targets), into: &writer)
    }

    /// The words of a slot's identities; those that did not change keep theirs.
    private mutating func identityWords(_ next: [GPUIdentity?], _ words: inout Words) -> [Int64] {
        let known = identities.count == next.count ? identities : []
        identities = next
        return next.indices.map { gpu in
            if !known.isEmpty, known[gpu] == next[gpu] { return gpus[Self.identityColumn][gpu] }
            return words.number(next[gpu].map(IdentityText.write))
        }
    }

    static let identityColumn = 5

    private static func encode(_ columns: inout [StateColumn], _ values: [[Int64]], _ writer: inout ByteWriter) {
        for index in columns.indices { columns[index].encode(values[index], into: &writer) }
    }

    /// Moves on by one slot. False if the bytes are damaged.
    ///
    /// - Parameter end: of the slot's bytes: those of earlier versions end before the last column.
    mutating func decode(_ reader: inout ByteReader, upTo end: Int) -> Bool {
        for index in gpus.indices where !gpus[index].decode(&reader) { return false }
        for index in trays.indices where !trays[index].decode(&reader) { return false }
        for index in targets.indices where !targets[index].decode(&reader) { return false }
        guard ages.decode(&reader), lastValues.decode(&reader), totals.decode(&reader), exported.decode(&reader) else {
            return false
        }
        hasStillness = reader.position < end
        return !hasStillness || stillness.decode(&reader)
    }
}
