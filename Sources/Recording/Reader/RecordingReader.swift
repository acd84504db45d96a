// A recording being read (unsafe: lends a slot's values): any moment as a snapshot, in constant time. It follows a writer by looking again;
// it holds no transaction
// between calls.

import Facility
import Foundation
import Storage
import Synchronization
import Telemetry

/// Safe to use from several threads; one at a time is served.
public final class RecordingReader: @unchecked Sendable {
    /// Spans kept as far as they were asked for, and the memory that they may take.
    static let spanLimit = 96, spanBytes = 64 << 20
    /// Spans whose hall roll-ups are kept.
    static let hallLimit = 256
    /// Roll-ups of places that are kept, of 32 bytes: one metric of a week in minutes, of a full hall.
    static let foldLimit = 2 << 20

    /// The file, as it was given.
    public let path: String
    let file: RecordingFile
    /// Joined readers have one: each looks into the others.
    private(set) var lock = NSRecursiveLock()
    /// Those that are replayed together with this one.
    private(set) weak var joined: JoinedReaders?
    /// Rises whenever spans come or go; one that only grows changes nothing that lies before it.
    private(set) var revision = 0
    /// By epoch: what lies before it.
    var chaptersKnown: [Int64: Chapters] = [:]
    private let known: Catalogue
    private(set) var epochsByID: [Int64: Epoch] = [:]
    /// Number of the last row, which may be damaged.
    private var newestEpoch: Int64 = 0
    private(set) var list = SpanList()
    /// SQLite's number for the content that was read last.
    private var versionSeen: Int64?
    private var loaded: [LoadedSpan] = []
    var hallFolds: [Int64: [[RollUp]]] = [:]
    var stepsOfSpan: [StepsKey: PlaceSteps] = [:]
    var foldsKept = 0
    private var wordsOfEpoch: [Int64: Words] = [:]
    /// By epoch: who goes to and fro between two of them does not read them all again.
    private var identitiesKnown: [Int64: (numbers: [Int64], identities: [GPUIdentity?])] = [:]
    private static let identityEpochs = 4
    var tables: [Int: SeriesTable] = [:]
    private var groupsOfEpoch: [Int64: [Int]] = [:]
    /// Events by their row; nil those that a later version wrote, and those of damaged rows.
    var eventsKnown: [Int64: Event?] = [:]
    /// Rows of events that were met and are damaged, with where they say they stand.
    var eventsDamaged: [Int64: (epoch: Int64, slot: Int64, words: String)] = [:]
    var attributesKnown: (epoch: Int64, last: Int, rows: [Int: [AttributeRow]])?

    /// What is not there, and what a salvaging reader had to leave out.
    public private(set) var faults: [String] = []
    /// Whether damaged parts are left out instead of ending the reading.
    private let isSalvaging: Bool
    let anonymiser: Anonymiser?

    /// - Parameters:
    ///   - known: the program's own catalogue, for what a recorded metric's row does not say.
    ///   - salvaging: reads what can be read of a damaged file, span by span.
    ///   - isStill: nobody writes the file, so no other is made beside it.
    ///   - renaming: replaces names as they are read.
    public init(
        _ path: String, known: Catalogue, salvaging: Bool = false, isStill: Bool = false,
        renaming anonymiser: Anonymiser? = nil
    ) throws(RecordingError) {
        self.anonymiser = anonymiser
        self.path = path
        self.known = known
        isSalvaging = salvaging
        do throws(RecordingError) { file = try RecordingFile(path, isStill ? .readStill : .read) } catch {
            guard salvaging, error.kind == .damaged else { throw error }
            faults.append(error.description)
            file = try RecordingFile(path, .salvage(isStill: isStill))
        }
        for table in file.missing {
            let words = file.words(missing: table)
            guard salvaging || !Self.needed.contains(table) else {
                throw RecordingError(.damaged, "\(words); \(RecordingFile.mend(path))")
            }
            faults.append(words)
        }
        try anonymiser?.learn(file)
        do throws(RecordingError) { _ = try refresh() } catch {
            guard salvaging else { throw error }
            faults.append(error.description)
            salvage()
        }
        if !salvaging, epochsByID.isEmpty, newestEpoch > 0, let fault = faults.last {
            throw RecordingError(.damaged, fault)
        }
        // Rows of before there were checksums may be of before there was this table.
        if file.hasSums, !file.hasAttributes { faults.append(file.words(missing: "attribute")) }
        faults += ((try? file.lostSpans(except: Set(list.rows.map(\.id)))) ?? []) + ((try? file.lostEpochs()) ?? [])
    }

    /// From here on moments look back into others as well. Before any other thread knows the reader.
    func join(_ all: JoinedReaders, _ lock: NSRecursiveLock) {
        (joined, self.lock) = (all, lock)
        chaptersKnown = [:]
    }

    /// Without these tables nothing can be shown.
    private static let needed: Set = ["epoch", "span", "chunk"]

    /// Looks for every epoch and span by its number: the table's leaves may be damaged in one place and whole in others.
    private func salvage() {
        for id in file.epochNumbers() where epochsByID[id] == nil {
            do throws(RecordingError) { try readEpochs(after: id - 1, to: id) } catch {
                if !faults.contains(error.description) { faults.append(error.description) }
            }
        }
        list = listed(
            file.spanNumbers().compactMap { id in
                (try? file.spans(from: id, to: id))?.first.flatMap { epochsByID[$0.epoch] == nil ? nil : $0 }
            })
    }

    /// Looks for what was written since.
    ///
    /// - Returns: whether there is anything new.
    @discardableResult public func refresh() throws(RecordingError) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        // A follower asks four times a second, and finds something once.
        let version = try file.database.integer("PRAGMA data_version")
        guard version == nil || version != versionSeen else { return false }
        let before = list.rows.last
        let hasNewEpochs = try readEpochs(after: newestEpoch)
        // Spans before the last can only vanish, by retention; the last may have grown or been sealed.
        let fresh = try file.spans(from: before?.id ?? 0)
        let oldest = try file.database.integer("SELECT min(id) FROM span") ?? 0
        let isShorter = list.rows.first.map { $0.id < oldest } ?? false
        versionSeen = version
        guard isShorter || hasNewEpochs || fresh != before.map({ [$0] }) ?? [] else { return false }
        let old = list.rows.prefix { row in before.map { row.id < $0.id } ?? false }
        list = listed(old.filter { $0.id >= oldest } + fresh.filter { epochsByID[$0.epoch] != nil })
        if isShorter || hasNewEpochs || fresh.count != 1 { revision += 1 }
        return list.rows.last != before
    }

    /// - Returns: whether there are any.
    @discardableResult private func readEpochs(
        after id: Int64, to last: Int64 = .max
    ) throws(RecordingError) -> Bool {
        let rows = try file.epochs(known: known, after: id, to: last, renaming: anonymiser)
        for epoch in rows.epochs { epochsByID[epoch.id] = epoch }
        faults += rows.faults.filter { !faults.contains($0) }
        newestEpoch = max(newestEpoch, rows.last ?? 0)
        return !rows.epochs.isEmpty
    }

    private func listed(_ rows: [SpanRow]) -> SpanList { SpanList(rows) { epochsByID[$0]?.stepMs ?? 1_000 } }

    /// In the order they were written, as of the last `refresh`; without those of an epoch that could not be read.
    public var spans: [SpanRow] {
        lock.lock()
        defer { lock.unlock() }
        return list.rows
    }

    /// The first slot of an epoch that is still recorded.
    func firstSlot(ofEpoch epoch: Int64) -> Int? { spans(ofEpoch: epoch, slots: .min..<(.max)).first?.firstSlot }

    /// In the order they began, as of the last `refresh`.
    public var epochs: [Epoch] {
        lock.lock()
        defer { lock.unlock() }
        return epochsByID.keys.sorted().map { epochsByID[$0]! }
    }

    /// Beginning and end of what is recorded, nil if nothing is.
    public var extent: (start: Timestamp, end: Timestamp)? {
        lock.lock()
        defer { lock.unlock() }
        return list.extent
    }

    /// Span and slot of a moment, without decoding anything; the span is negative in the gap behind it.
    public func key(at time: Timestamp) -> (span: Int64, slot: Int)? {
        lock.lock()
        defer { lock.unlock() }
        guard let row = row(at: time), let epoch = epochsByID[row.epoch] else { return nil }
        // The clock goes on where nothing is recorded.
        if gap(behind: row, epoch, at: time) != nil { return (-row.id, Int(time.milliseconds / 1_000)) }
        return (row.id, slot(in: row, epoch, at: time))
    }

    /// Whether a moment is shown out of this span, and not out of one that was recorded for the same time later.
    public func isShown(_ span: SpanRow, at time: Timestamp) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        return row(at: time)?.id == span.id
    }

    /// Length of a slot at a moment.
    public func stepMs(at time: Timestamp) -> Int64 {
        lock.lock()
        defer { lock.unlock() }
        return row(at: time).flatMap { epochsByID[$0.epoch]?.stepMs } ?? epochs.last?.stepMs ?? 1_000
    }

    /// The hall as it was known at `time`; nil before the beginning.
    public func moment(at time: Timestamp) throws(RecordingError) -> ReplayMoment? {
        lock.lock()
        defer { lock.unlock() }
        do throws(RecordingError) { return try find(time) } catch {
            // The writer may have sealed the span since we looked: its delta frames are gone, its chunks are there.
            do throws(RecordingError) {
                guard try refresh() else { throw error }
                return try find(time)
            } catch {
                guard error.kind == .damaged, let row = row(at: time), let epoch = epochsByID[row.epoch] else {
                    throw error
                }
                // Nothing can be said of this span; there are others.
                return ReplayMoment(
                    snapshot: empty(epoch, at: time), epoch: epoch, alerts: nil, gap: (row.start, row.end),
                    damage: [error.description], faults: [mended(error.description)])
            }
        }
    }

    /// The beginning and the end of what is recorded around a moment that is not; nil if it is.
    public func silence(at time: Timestamp) -> (before: Timestamp?, after: Timestamp?)? {
        lock.lock()
        defer { lock.unlock() }
        return list.silence(at: time)
    }

    /// Whether a slot of this recording is the newest at a moment: it had closed, and the next would not have.
    public func holds(_ time: Timestamp) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        return list.holds(time)
    }

    /// A moment at which nothing is recorded, in the hall of the epoch before it.
    public func silent(at time: Timestamp, from: Timestamp, to: Timestamp) -> ReplayMoment? {
        lock.lock()
        defer { lock.unlock() }
        guard let row = list.ended(by: time) ?? list.rows.first, let epoch = epochsByID[row.epoch] else { return nil }
        return ReplayMoment(snapshot: empty(epoch, at: time), epoch: epoch, alerts: nil, gap: (from, to))
    }

    private func find(_ time: Timestamp) throws(RecordingError) -> ReplayMoment? {
        guard let row = row(at: time), let epoch = epochsByID[row.epoch] else { return nil }
        if let gap = gap(behind: row, epoch, at: time) {
            return ReplayMoment(snapshot: empty(epoch, at: time), epoch: epoch, alerts: nil, gap: gap)
        }
        let slot = slot(in: row, epoch, at: time)
        let snapshot = try snapshot(row, epoch, slot, chapters(before: epoch))
        var lost = try load(row).lost.map { epoch.catalogue.metrics[$0].name }.sorted()
        var faults = lostTracks(of: row).map(mended)
        let events = damagedEvents(epoch, upTo: slot)
        if !events.isEmpty { lost.append("events") }
        faults += events
        // Without its alarms a moment is still worth seeing.
        var alerts: [UInt8]?, alertsFault: String?
        do throws(RecordingError) { alerts = try board(row, slot - row.firstSlot) } catch {
            alertsFault = error.description
            lost.append("alarms")
            faults.append(mended(error.description))
        }
        return ReplayMoment(
            snapshot: snapshot, epoch: epoch, alerts: alerts, alertsFault: alertsFault, gap: nil, damage: lost,
            faults: faults)
    }

    /// A sentence about damage, with what helps.
    private func mended(_ fault: String) -> String {
        let mend = RecordingFile.mend(path)
        return fault.hasSuffix(mend) ? fault : "\(fault); \(mend)"
    }

    /// The snapshot of one slot of a span, counted from its first: what its own epoch says, and nothing that others have said already.
    func snapshot(of row: SpanRow, slot: Int) throws(RecordingError) -> Snapshot? {
        lock.lock()
        defer { lock.unlock() }
        guard let epoch = epochsByID[row.epoch], (0..<row.slots).contains(slot) else { return nil }
        return try snapshot(row, epoch, row.firstSlot + slot, nil)
    }

    func board(of row: SpanRow, slot: Int) throws(RecordingError) -> [UInt8]? {
        lock.lock()
        defer { lock.unlock() }
        return try board(row, slot)
    }

    /// The board of alarms that held at a slot of a span, counted from its first.
    func board(_ row: SpanRow, _ index: Int) throws(RecordingError) -> [UInt8]? {
        var board = try load(row).board(at: index)
        // A follower may meet a span's first slot before its board: then the last one of the span before still holds.
        if board == nil, !row.isSealed, let before = list.rows.last(where: { $0.id < row.id }),
            before.epoch == row.epoch,
            before.firstSlot + before.slots == row.firstSlot
        {
            board = try load(before).board(at: before.slots - 1)
        }
        guard let board else { return nil }
        return anonymiser.map { $0.board(board) } ?? board
    }

    func slot(in row: SpanRow, _ epoch: Epoch, at time: Timestamp) -> Int {
        min(row.firstSlot + row.slots - 1, max(row.firstSlot, epoch.slot(endedBy: time)))
    }

    /// Between two spans nothing is known; a step's grace lets a moment fall between slot ends.
    func gap(behind row: SpanRow, _ epoch: Epoch, at time: Timestamp) -> (from: Timestamp, to: Timestamp)? {
        guard time - row.end >= 2 * epoch.stepMs, list.silence(at: time) != nil else { return nil }
        return list.start(after: time).map { (row.end, $0) }
    }

    func row(at time: Timestamp) -> SpanRow? { list.row(at: time) }

    private func empty(_ epoch: Epoch, at time: Timestamp) -> Snapshot {
        Snapshot(gap: epoch.topology, catalogue: epoch.catalogue, moment: time, stepMs: epoch.stepMs)
    }

    private func snapshot(_ row: SpanRow, _ epoch: Epoch, _ slot: Int, _ chapters: Chapters?)
        throws(RecordingError) -> Snapshot
    {
        let span = try load(row)
        let index = slot - row.firstSlot
        let (state, values) = try span.moment(at: index)
        let words = try words(epoch.id)
        let moment = state.state(
            slot: slot, descriptions: epoch.targets, words: words,
            identities: identities(epoch.id, state.gpus[SlotState.identityColumn].values, words))
        let past = ReplayPast(
            self, epoch, slot: slot, pageTimes: epoch.targets.indices.map { state.pageTime(ofTarget: $0) },
            chapters: chapters)
        // What is left of a damaged file is worth having without its events.
        let own = isSalvaging ? (try? events(epoch, upTo: slot)) ?? [] : try events(epoch, upTo: slot)
        let events = events(own, behind: chapters)
        return values.withUnsafeBufferPointer {
            Snapshot(
                moment, topology: epoch.topology, catalogue: epoch.catalogue, start: epoch.start, stepMs: epoch.stepMs,
                columns: row.columns, values: $0, events: events, past: past)
        }
    }

    /// The span, decoded as far as it was asked for before.
    func load(_ row: SpanRow) throws(RecordingError) -> LoadedSpan {
        if let index = loaded.firstIndex(where: { $0.row.id == row.id && $0.row.isSealed == row.isSealed }) {
            let span = loaded.remove(at: index)
            loaded.append(span)
            restOthers()
            if !row.isSealed { try span.loadTicks(to: row.slots) }
            return span
        }
        loaded.removeAll { $0.row.id == row.id }
        guard let epoch = epochsByID[row.epoch] else {
            throw RecordingError(.damaged, "\(path): span \(row.id) belongs to no epoch")
        }
        let span = try LoadedSpan(row, epoch, file)
        loaded.append(span)
        restOthers()
        while loaded.count > Self.spanLimit || loaded.count > 2 && loaded.reduce(0, { $0 + $1.bytes }) > Self.spanBytes
        {
            loaded.removeFirst()
        }
        return span
    }

    /// One goes from span to span, seldom to and fro among three.
    private func restOthers() { for span in loaded.dropLast(2) { span.rest() } }

    /// What words say of GPUs. Moments have the same identities over and over: what is as it was is not looked at again.
    private func identities(_ epoch: Int64, _ numbers: [Int64], _ words: Words) -> [GPUIdentity?] {
        let known = identitiesKnown[epoch].flatMap { $0.numbers.count == numbers.count ? $0 : nil }
        if let known, known.numbers == numbers { return known.identities }
        let identities = numbers.indices.map { gpu in
            if let known, known.numbers[gpu] == numbers[gpu] { return known.identities[gpu] }
            return words[numbers[gpu]].flatMap(IdentityText.read)
        }
        if identitiesKnown[epoch] == nil, identitiesKnown.count >= Self.identityEpochs { identitiesKnown = [:] }
        identitiesKnown[epoch] = (numbers, identities)
        return identities
    }

    func words(_ epoch: Int64) throws(RecordingError) -> Words {
        var words = wordsOfEpoch[epoch] ?? Words()
        let more = try file.words(epoch: epoch, after: words.texts.count)
        words.append(saved: anonymiser.map { anonymiser in more.map { anonymiser.word($0) } } ?? more)
        wordsOfEpoch[epoch] = words
        return words
    }

    /// The wire group of each target.
    func groups(_ epoch: Epoch) -> [Int] {
        if let known = groupsOfEpoch[epoch.id] { return known }
        let groups = WireGroups.assign(epoch.targets, epoch.topology)
        groupsOfEpoch[epoch.id] = groups
        return groups
    }
}
