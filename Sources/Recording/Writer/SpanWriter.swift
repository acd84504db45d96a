// Slots into the file: a small delta frame at once, the sealed chunks when a span is full. One transaction per slot.

import Facility
import Foundation
import Storage
import Telemetry

/// Used by the writer's thread alone.
final class SpanWriter {
    let file: RecordingFile
    let options: RecordingOptions
    private(set) var samples = 0
    private(set) var wireSamples = 0
    var epoch: Int64 = 0
    var span: SpanInProgress?
    var words = Words()
    private var current: (topology: Topology, targets: [TargetDescription], part: RecordedPart?)?
    private var state: SlotState!
    var layouts: LayoutRegistry?
    var groups: [WireGroup] = []
    private var groupOfTarget: [Int] = []
    private var events = EventTail()
    private var attributes = AttributeTail()
    /// The newest snapshot of the open span: what its seal needs of catalogue and topology.
    var sealing: Snapshot?
    let tracks = TrackEncoder()
    let wireEncoder = ColumnEncoder<Double>()

    init(_ file: RecordingFile, _ options: RecordingOptions) {
        self.file = file
        self.options = options
    }

    func write(_ tick: RecordedTick, bookmarks: [(time: Timestamp, text: String)]) throws(RecordingError) {
        let snapshot = tick.snapshot
        guard let frame = snapshot.frame else { return }
        try makeRoomInLog()
        if let span,
            span.slots >= options.spanSlots || span.firstSlot + span.slots != snapshot.slot || !isSame(tick)
                || span.columns != snapshot.columns
        {
            try seal()
        }
        var tail = events, attributeTail = attributes
        // Places have other numbers from here on; after an abandoned span they have not.
        if let current, !isSame(tick) {
            // What is copied brings along the events of its epoch, and no others.
            if current.part == tick.part { tail.beginEpoch(at: snapshot) } else { tail = EventTail() }
        }
        try file.database.transaction { () throws(RecordingError) in
            if !isSame(tick) {
                try beginEpoch(tick)
                attributeTail.beginEpoch()
            }
            if span == nil { try beginSpan(snapshot) }
            let index = span!.slots
            let bytes = try encode(tick, frame)
            span!.frames.append(frame)
            sealing = snapshot
            span!.rollUps.add(snapshot)
            try file.writeTick(span: span!.id, index: index, bytes)
            if let (isKey, bytes) = attributeTail.new(in: snapshot, &words) {
                try file.writeAttributes(epoch: epoch, slot: snapshot.slot, isKey: isKey, bytes)
            }
            try saveWords()
            try save(tail.new(in: snapshot), snapshot)
            for mark in bookmarks {
                try file.database.statement("INSERT INTO bookmark(time_ms, text, sum) VALUES(?, ?, ?)")
                    .bind(1, mark.time.milliseconds).bind(2, mark.text).bindSum(3).run()
            }
            span!.row.slots = index + 1
            span!.row.end = snapshot.moment
            try file.write(span!.row)
        }
        (events, attributes) = (tail, attributeTail)
    }

    /// After a failure: memory may be ahead of the file. The span is left to its delta frames, and the next slot begins an epoch.
    func abandonSpan() {
        span = nil
        sealing = nil
        current = nil
        layouts = nil
        words = Words()
    }

    /// Writes a board of alarms if it says something new. One of a slot that is not in the open span is of no use.
    func write(board bytes: [UInt8], slot: Int) throws(RecordingError) {
        guard let span, !bytes.isEmpty, (span.firstSlot..<span.firstSlot + span.slots).contains(slot),
            span.boards.last?.bytes != bytes
        else { return }
        let index = slot - span.firstSlot
        try file.database.transaction { () throws(RecordingError) in
            try file.writeTick(span: span.id, index: RecordingFile.boardIndex + index, bytes)
        }
        self.span!.boards.append((index, bytes))
    }

    func finish() throws(RecordingError) {
        try seal()
        guard !RecordingFile.isInMemory(file.path) else { return }
        // The room of the last span's delta frames is given back; until now it was used again by each span.
        try file.database.execute("PRAGMA incremental_vacuum")
        try file.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    private func isSame(_ tick: RecordedTick) -> Bool {
        guard let current, current.part == tick.part, current.topology === tick.snapshot.topology,
            current.targets.count == tick.snapshot.targets.count
        else { return false }
        return true
    }

    private func beginEpoch(_ tick: RecordedTick) throws(RecordingError) {
        let snapshot = tick.snapshot, isExact = tick.wire != nil
        let topology = snapshot.topology, targets = snapshot.targets.map(\.description)
        let plan = EpochPlan(topology, targets, snapshot.catalogue)
        let encoder = JSONEncoder()
        // Equal halls have equal plans, to the byte.
        encoder.outputFormatting = .sortedKeys
        guard let json = try? encoder.encode(plan) else {
            throw RecordingError(.misuse, "the plan has no JSON form")
        }
        try file.removeHalfSealed()
        epoch = (try file.database.integer("SELECT coalesce(max(id), 0) + 1 FROM epoch")) ?? 1
        let statement = try file.database.statement(
            """
            INSERT INTO epoch(id, start_ms, step_ms, mode, precision, gpus, trays, racks, targets, metrics, plan, sum)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        statement.bind(1, epoch).bind(2, snapshot.start.milliseconds).bind(3, snapshot.stepMs)
        statement.bind(4, tick.part?.mode ?? options.mode)
        statement.bind(5, isExact ? "exact" : "declared").bind(6, Int64(topology.gpuCount))
        statement.bind(7, Int64(topology.trays.count)).bind(8, Int64(topology.racks.count))
        statement.bind(9, Int64(targets.count)).bind(10, Int64(snapshot.catalogue.metrics.count))
        try statement.bind(11, file.zstd.compress([UInt8](json), level: 3)).bindSum(12).run()
        current = (topology, targets, tick.part)
        words = Words()
        groups = []
        guard isExact else {
            layouts = nil
            return
        }
        if layouts == nil { layouts = try LayoutRegistry(file) }
        layouts!.beginEpoch()
        groupOfTarget = WireGroups.assign(targets, topology)
        groups = Array(repeating: WireGroup(), count: (groupOfTarget.max() ?? -1) + 1)
    }

    private func beginSpan(_ snapshot: Snapshot) throws(RecordingError) {
        let id = (try file.database.integer("SELECT coalesce(max(id), 0) + 1 FROM span")) ?? 1
        let row = SpanRow(
            id: id, epoch: epoch, firstSlot: snapshot.slot, slots: 0, columns: snapshot.columns,
            start: snapshot.moment - snapshot.stepMs, end: snapshot.moment, isSealed: false, samples: 0, wireSamples: 0)
        span = SpanInProgress(row: row, rollUps: RollUpSeries(snapshot, stepMs: 10_000))
        state = SlotState(
            gpus: snapshot.topology.gpuCount, trays: snapshot.topology.trays.count, targets: snapshot.targets.count,
            offsets: snapshot.valueCount, metrics: snapshot.catalogue.metrics.count)
        for index in groups.indices { groups[index].reset() }
    }

    /// The delta frame of a slot: small state, values that changed, roll-ups of the hall, scrapes.
    private func encode(_ tick: RecordedTick, _ frame: SlotFrame) throws(RecordingError) -> [UInt8] {
        let snapshot = tick.snapshot
        var stateBytes = ByteWriter()
        let moment = RecordedMoment(snapshot: snapshot, state: snapshot.state, pageTimes: tick.pageTimes)
        state.encode(moment, words: &words, into: &stateBytes)
        span!.states.append(stateBytes.bytes)
        var hall = ByteWriter()
        let rollUps = snapshot.hallRollUps
        hall.put(rollUps.count)
        for rollUp in rollUps { rollUp.write(to: &hall) }
        span!.halls.append(hall.bytes)
        var writer = ByteWriter()
        writer.put(counted: stateBytes.bytes)
        writer.put(counted: hall.bytes)
        writer.put(counted: FrameDelta.encode(frame.values, after: span!.frames.last?.values))
        // The states in front are no samples.
        let states = snapshot.topology.gpuCount + snapshot.topology.trays.count
        let known = frame.values.dropFirst(states).reduce(0) { $0 + ($1.isNaN ? 0 : 1) }
        span!.row.samples += known
        samples += known
        try encodeWire(tick.wire, into: &writer)
        return writer.bytes
    }

    private func encodeWire(_ wire: WireTick?, into writer: inout ByteWriter) throws(RecordingError) {
        guard let wire, let layouts else { return writer.put(0) }
        for page in wire.pages where groupOfTarget.indices.contains(page.target) {
            let group = groupOfTarget[page.target]
            let layout = try page.table.map { table throws(RecordingError) in
                try layouts.number(table, target: page.target, epoch: epoch)
            }
            groups[group].append(
                target: page.target, time: page.time, layout: layout.map { $0 << 1 | (page.isStamped ? 1 : 0) } ?? 0,
                failure: words.number(page.failure.map(FailureText.write)), values: wire.values(page))
        }
        span!.row.wireSamples += wire.samples
        wireSamples += wire.samples
        writer.put(groups.count)
        for index in groups.indices { writer.put(counted: groups[index].closeTick()) }
    }

    func saveWords() throws(RecordingError) {
        let (first, texts) = words.takeNew()
        for (offset, text) in texts.enumerated() {
            try file.database.statement("INSERT OR REPLACE INTO word(epoch, number, text, sum) VALUES(?, ?, ?, ?)")
                .bind(1, epoch).bind(2, Int64(first + offset)).bind(3, text).bindSum(4).run()
        }
    }

    private func save(_ events: [Event], _ snapshot: Snapshot) throws(RecordingError) {
        for event in events {
            let statement = try file.database.statement(
                """
                INSERT INTO event(epoch, slot, time_ms, uncertainty_ms, place, path, what, sum)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?)
                """)
            statement.bind(1, epoch).bind(2, Int64(snapshot.slot)).bind(3, event.time.milliseconds)
            statement.bind(4, event.uncertaintyMs).bind(5, EventText.write(event.place))
            try statement.bind(6, snapshot.topology.path(event.place)).bind(7, EventText.write(event.kind))
                .bindSum(8).run()
        }
    }
}
