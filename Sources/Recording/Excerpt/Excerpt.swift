// A part of recordings as a recording of its own: the same moments, states and evidence, nothing computed anew (unsafe: fills a row). Several
// are laid one behind the other as they are: of spans that overlap a reader shows the one that was written last.

import Facility
import Storage
import Telemetry

/// A window of time and a set of places.
public struct Excerpt: Sendable {
    /// Slots that end after it are kept.
    public let from: Timestamp
    /// Slots that end at it or before are kept.
    public let to: Timestamp
    /// Trays to keep of an epoch; nil keeps all.
    public let places: Places?
    private let relocate: BoardRelocation

    /// Trays of an epoch that are meant; none where the place was not there.
    public typealias Places = @Sendable (Epoch) -> Set<Int>

    /// A board of alarms for other places; empty if there is nothing to say of them.
    public typealias BoardRelocation = @Sendable (_ board: [UInt8], _ place: (Place) -> Place?) -> [UInt8]

    /// A board for a slot, given the one that is recorded; nil if there is nothing to say.
    public typealias BoardJudge = (_ snapshot: Snapshot, _ recorded: [UInt8]?) -> [UInt8]?

    /// - Parameter relocate: what a board of the whole hall says of the kept places: boards are no business of a recording.
    public init(from: Timestamp, to: Timestamp, places: Places?, relocate: @escaping BoardRelocation) {
        self.from = from
        self.to = to
        self.places = places
        self.relocate = relocate
    }

    /// Writes the excerpt into a new recording.
    ///
    /// - Parameters:
    ///   - readers: of moments that several have, the last one's is shown.
    ///   - judges: one for each reader, asked for the board of every slot, of the whole hall and in their order; none takes those recorded.
    /// - Returns: what was written, and what of the window is damaged and left out, in sentences.
    public func copy(
        _ readers: [RecordingReader], to path: String, judges: [BoardJudge] = []
    ) throws(RecordingError) -> (
        status: RecordingStatus, faults: [String]
    ) {
        var options = RecordingOptions()
        options.waits = true
        options.isExact = readers.contains { $0.epochs.contains(where: \.isExact) }
        let recorder = try Recorder(path, options)
        defer { recorder.finish() }
        var faults: [String] = [], told = Set<String>()
        for reader in readers {
            for mark in try reader.bookmarks() where mark.time >= from && mark.time <= to {
                recorder.bookmark(mark.time, mark.text)
            }
        }
        for (index, reader) in readers.enumerated() {
            faults += try copy(reader, recorder, judges.indices.contains(index) ? judges[index] : nil)
        }
        faults = faults.filter { told.insert($0).inserted }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        return (recorder.status, faults)
    }

    /// One recording behind those that are there.
    private func copy(
        _ reader: RecordingReader, _ recorder: Recorder, _ judge: BoardJudge?
    ) throws(RecordingError) -> [String] {
        var parts: [Int64: PlacePart?] = [:], begun: Int64?, faults: [String] = []
        for row in reader.spans where row.end > from && row.start < to {
            guard let epoch = reader.epochsByID[row.epoch] else { continue }
            if parts[epoch.id] == nil {
                let kept = places?(epoch)
                if let kept, kept.isEmpty { continue }
                parts[epoch.id] = .some(kept.map { PlacePart(epoch, trays: $0) })
            }
            if begun != epoch.id { recorder.beginPart(isExact: epoch.isExact, mode: epoch.mode) }
            begun = epoch.id
            do throws(RecordingError) {
                faults += try copy(row, epoch, parts[epoch.id]!, reader, recorder, judge: judge)
            } catch {
                guard error.kind == .damaged else { throw error }
                faults.append(error.description)
            }
            faults += reader.lostTracks(of: row)
        }
        return faults + reader.damagedEvents()
    }

    /// - Parameter mender: gives the slots; without one the reader does, as they are.
    /// - Returns: what of the span is damaged and left out.
    func copy(
        _ row: SpanRow, _ epoch: Epoch, _ part: PlacePart?, _ reader: RecordingReader, _ recorder: Recorder,
        _ mender: SpanMender? = nil, judge: BoardJudge? = nil
    ) throws(RecordingError) -> [String] {
        var faults: [String] = [], scrapes: ArraySlice<WireScrape> = []
        if epoch.isExact {
            let (readable, left) = try reader.readableScrapes(of: row)
            (scrapes, faults) = (readable[...], left)
        }
        let values = PageValues()
        for slot in 0..<row.slots {
            let end = epoch.end(of: row.firstSlot + slot)
            let isLast = slot == row.slots - 1
            while let scrape = scrapes.first, scrape.time < end || isLast {
                scrapes.removeFirst()
                guard end > from, end <= to else { continue }
                if let fault = try pass(scrape, part, reader, recorder, values) { faults.append(fault) }
            }
            guard end > from, end <= to else { continue }
            let recorded =
                if let mender { try mender.snapshot(of: row, slot: slot) } else {
                    try reader.snapshot(of: row, slot: slot)
                }
            guard let snapshot = recorded else { continue }
            recorder.didClose(part?.snapshot(snapshot) ?? snapshot)
            var board: [UInt8]?
            do throws(RecordingError) { board = try reader.board(of: row, slot: slot) } catch {
                faults.append(error.description)
            }
            if let judge { board = judge(snapshot, board) }
            guard let board else { continue }
            recorder.note(slot: snapshot.slot) { part.map { relocate(board, $0.place) } ?? board }
        }
        return faults
    }

    /// - Returns: why the scrape is left out, nil if it is not.
    private func pass(
        _ scrape: WireScrape, _ part: PlacePart?, _ reader: RecordingReader, _ recorder: Recorder, _ values: PageValues
    ) throws(RecordingError) -> String? {
        guard let target = part == nil ? scrape.target : part!.target[scrape.target] else { return nil }
        if let failure = scrape.failure {
            recorder.willAccept(.failed(target: target, time: scrape.time, failure))
            return nil
        }
        guard let table = try reader.table(scrape.layout), table.series.count == scrape.values.count else {
            return "\(reader.path): layout \(scrape.layout) is missing or damaged: its pages are left out"
        }
        scrape.write(to: values)
        recorder.willAccept(
            .page(Batch(target: target, time: scrape.time, table: table, values: values, bytes: nil)))
        return nil
    }
}

extension WireScrape {
    /// Lends the numbers to a batch.
    func write(to row: PageValues) {
        let stamps = timestamps
        row.resize(to: values.count, timestamps: stamps != nil)
        for (index, value) in values.enumerated() { row[index] = value }
        if let stamps, let to = row.timestamps { for (index, stamp) in stamps.enumerated() { to[index] = stamp } }
    }
}
