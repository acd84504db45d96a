// A full span sealed: tracks, states, roll-ups and wire as chunks that are sought one by one; then its delta frames go (unsafe inside:
// rows of the codec).

import Facility
import Storage
import Telemetry

extension SpanWriter {
    /// Chunks written in one transaction: a full disk or a crash costs nothing that was there, and the log of SQLite stays small.
    private static let batch = 16

    /// One chunk to be written.
    private enum Job {
        case track(Int)
        case state, hall, rollUp, alerts
        case wire(Int)
    }

    /// Seals the open span, if there is one. Until its last step the delta frames are what counts.
    func seal() throws(RecordingError) {
        guard let span, span.slots > 0, let newest = sealing else {
            self.span = nil
            return
        }
        let jobs: [Job] =
            ([ColumnPlan.gpuStates, ColumnPlan.trayStates] + span.columns.map(\.index)).map { .track($0) } + [
                .state, .hall, .rollUp, .alerts,
            ]
            + groups.indices.map { .wire($0) }
        var bytes = 0
        for first in stride(from: 0, to: jobs.count, by: Self.batch) {
            let batch = jobs[first..<min(first + Self.batch, jobs.count)]
            try file.database.transaction { () throws(RecordingError) in
                for job in batch { bytes += try run(job, span, newest) }
                try saveWords()
            }
        }
        let openBytes = try file.tickBytes(span: span.id)
        try file.database.transaction { () throws(RecordingError) in
            var row = span.row
            row.isSealed = true
            try file.write(row, bytes: bytes)
            try file.removeTicks(span: span.id)
        }
        self.span = nil
        try retain(newest: newest.moment, openBytes: openBytes)
        file.cutLog()
    }

    /// The log stops growing where it would take more than it may: then nothing is written until whoever holds it lets go.
    func makeRoomInLog() throws(RecordingError) {
        guard file.logSize >= options.logCeiling else { return }
        file.cutLog(beyond: 0)
        guard file.logSize >= options.logCeiling else { return }
        throw RecordingError(
            .busy,
            "\(file.path): another program keeps reading it in one transaction, and its log may not grow beyond \(options.logCeiling >> 20) MiB; end that program"
        )
    }

    /// - Returns: the bytes written.
    private func run(_ job: Job, _ span: SpanInProgress, _ newest: Snapshot) throws(RecordingError) -> Int {
        switch job {
        case .track(let metric):
            let isState = metric >= ColumnPlan.gpuStates
            let isGPU =
                isState ? metric == ColumnPlan.gpuStates : newest.catalogue.metrics[metric].entity == .gpu
            let start =
                isState ? isGPU ? 0 : newest.topology.gpuCount : newest.offset(MetricID(metric), 0)
            let head = BlockHead(
                epoch: UInt32(truncatingIfNeeded: epoch), firstSlot: span.firstSlot,
                start: newest.start + Int64(span.firstSlot) * newest.stepMs, stepMs: Int(newest.stepMs),
                slots: span.slots)
            let bytes = tracks.encode(
                head, metric: metric, rows: span.frames.map { $0.values.baseAddress! + start },
                ranges: isGPU ? newest.topology.racks.map(\.gpus) : newest.topology.racks.map(\.trays),
                precision: isState ? .exact : newest.catalogue.metrics[metric].declaredPrecision)
            return try file.write(bytes, ChunkID(span: span.id, kind: .track, number: metric))
        case .state: return try file.write(Self.joined(span.states), ChunkID(span: span.id, kind: .state), level: 3)
        case .hall: return try file.write(Self.joined(span.halls), ChunkID(span: span.id, kind: .hall), level: 3)
        case .rollUp:
            let bytes = try file.write(span.rollUps.bytes, ChunkID(span: span.id, kind: .rollUp), level: 3)
            guard let minutes = span.rollUps.folded(slots: Int(60_000 / newest.stepMs)) else { return bytes }
            return try bytes + file.write(minutes.bytes, ChunkID(span: span.id, kind: .rollUp, number: 1), level: 3)
        case .alerts: return try sealBoards(span)
        case .wire(let group): return try sealWire(group, span.id)
        }
    }

    private func sealWire(_ group: Int, _ span: Int64) throws(RecordingError) -> Int {
        var reader = WireGroupReader()
        var scrapes: [WireScrape] = []
        for segment in groups[group].segments {
            guard let more = reader.scrapes(segment, words: words) else {
                throw RecordingError(.misuse, "\(file.path): a wire segment does not read back")
            }
            scrapes += more
        }
        guard !scrapes.isEmpty, let layouts else { return 0 }
        let chunk = WireChunk(
            scrapes, runs: { $0 & 1 == 0 ? layouts.runs($0 >> 1) : layouts.runs($0 >> 1) + layouts.runs($0 >> 1) },
            words: &words, encoder: wireEncoder)
        return try file.write(chunk.bytes, ChunkID(span: span, kind: .wire, number: group))
    }

    /// All boards of a span together: most of one is in the one before.
    private func sealBoards(_ span: SpanInProgress) throws(RecordingError) -> Int {
        guard !span.boards.isEmpty else { return 0 }
        let parts = span.boards.map { board in
            var writer = ByteWriter()
            writer.put(board.index)
            writer.put(raw: board.bytes)
            return writer.bytes
        }
        return try file.write(Self.joined(parts), ChunkID(span: span.id, kind: .alerts), level: 3)
    }

    static func joined(_ parts: [[UInt8]]) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(parts.count)
        for part in parts { writer.put(counted: part) }
        return writer.bytes
    }

    /// The mirror of `joined`; nil if the bytes are damaged.
    static func parts(_ bytes: [UInt8]) -> [[UInt8]]? {
        var reader = ByteReader(bytes)
        let parts = (0..<reader.count()).map { _ in reader.counted() }
        return reader.isValid ? parts : nil
    }
}
