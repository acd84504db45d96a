// A part of a recording as a recording of its own: the same moments, states and evidence, nothing computed anew (unsafe: fills a row).

import Facility
import Storage
import Telemetry

/// A window of time and a set of places.
public struct Excerpt: Sendable {
    /// Slots that end after it are kept.
    public let from: Timestamp
    /// Slots that end at it or before are kept.
    public let to: Timestamp
    /// Trays to keep per epoch; nil keeps all.
    public let trays: [Int64: Set<Int>]?
    private let relocate: BoardRelocation

    /// A board of alarms for other places; empty if there is nothing to say of them.
    public typealias BoardRelocation = @Sendable (_ board: [UInt8], _ place: (Place) -> Place?) -> [UInt8]

    /// A board for a slot, given the one that is recorded; nil if there is nothing to say.
    public typealias BoardJudge = (_ snapshot: Snapshot, _ recorded: [UInt8]?) -> [UInt8]?

    /// - Parameter relocate: what a board of the whole hall says of the kept places: boards are no business of a recording.
    public init(from: Timestamp, to: Timestamp, trays: [Int64: Set<Int>]?, relocate: @escaping BoardRelocation) {
        self.from = from
        self.to = to
        self.trays = trays
        self.relocate = relocate
    }

    /// Writes the excerpt into a new recording.
    ///
    /// - Parameter judge: is asked for the board of every slot, of the whole hall and in their order; nil takes those recorded.
    /// - Returns: what was written, and what of the window is damaged and left out, in sentences.
    public func copy(_ reader: RecordingReader, to path: String, judge: BoardJudge? = nil) throws(RecordingError) -> (
        status: RecordingStatus, faults: [String]
    ) {
        var options = RecordingOptions()
        options.waits = true
        options.isExact = reader.epochs.contains(where: \.isExact)
        options.mode = reader.epochs.last?.mode ?? "live"
        let recorder = try Recorder(path, options)
        defer { recorder.finish() }
        var parts: [Int64: PlacePart] = [:], faults: [String] = []
        for mark in try reader.bookmarks() where mark.time >= from && mark.time <= to {
            recorder.bookmark(mark.time, mark.text)
        }
        for row in reader.spans where row.end > from && row.start < to {
            guard let epoch = reader.epochsByID[row.epoch] else { continue }
            let kept = trays.map { $0[row.epoch] ?? [] }
            if let kept, kept.isEmpty { continue }
            if parts[row.epoch] == nil { parts[row.epoch] = kept.map { PlacePart(epoch, trays: $0) } }
            recorder.takesWire = epoch.isExact
            do throws(RecordingError) {
                faults += try copy(row, epoch, parts[row.epoch], reader, recorder, judge: judge)
            } catch {
                guard error.kind == .damaged else { throw error }
                faults.append(error.description)
            }
            faults += reader.lostTracks(of: row)
        }
        var told = Set<String>()
        faults = faults.filter { told.insert($0).inserted }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        return (recorder.status, faults)
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
            .page(Batch(target: target, time: scrape.time, table: table, values: values, bytes: 0)))
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
