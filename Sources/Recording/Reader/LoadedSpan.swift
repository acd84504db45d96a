// One span in memory: small states slot by slot, and what was asked for of its chunks (unsafe inside: the codec writes in place).
// It moves forward cheaply and back by starting over.

import Storage
import Telemetry

/// Decoded parts of a span. Used under the reader's lock.
final class LoadedSpan {
    let row: SpanRow
    let epoch: Epoch
    let file: RecordingFile
    /// The states of all slots in one run of bytes, or of an unsealed span in a run for each; and where each begins and ends.
    private var states: [(bytes: [UInt8], slot: Range<Int>)] = []
    private var halls: [[UInt8]] = []
    private var hallFolds: [[RollUp]]?
    let plan: ColumnPlan
    private var tracks: [Int: SealedBlock] = [:]
    private var wires: [Int: WireChunk] = [:]
    /// State of the slot that was asked for last, counted from the span's first; nil before the first.
    private var state: SlotState?
    private var position = -1
    /// Memory that it takes, roughly.
    private(set) var bytes = 0
    // Of an unsealed span: the values, moved on with the state.
    private var deltas: [[UInt8]] = []
    private var segments: [[[UInt8]]] = []
    private var values: [Float] = []
    private var frames: [[Float]] = []
    /// Metrics whose track turned out to be damaged: unknown here, while all else is read.
    private(set) var lost = Set<Int>()

    init(_ row: SpanRow, _ epoch: Epoch, _ file: RecordingFile) throws(RecordingError) {
        self.row = row
        self.epoch = epoch
        self.file = file
        plan = ColumnPlan(row.columns, topology: epoch.topology, catalogue: epoch.catalogue)
        if !row.isSealed { try loadTicks(to: row.slots) }
    }

    private static func start(_ epoch: Epoch, _ offsets: Int) -> SlotState {
        SlotState(
            gpus: epoch.topology.gpuCount, trays: epoch.topology.trays.count, targets: epoch.targets.count,
            offsets: offsets, metrics: epoch.catalogue.metrics.count)
    }

    private func parts(_ kind: ChunkID.Kind) throws(RecordingError) -> [[UInt8]] {
        let what = "its \(kind) chunk"
        guard let chunk = try chunk(kind, what), let parts = SpanWriter.parts(chunk) else { throw damaged(what) }
        bytes += chunk.count
        return parts
    }

    /// A track can not be read. That of the states is no metric's: without it nothing can be said of the span.
    func lose(_ metric: Int) throws(RecordingError) {
        guard metric < epoch.catalogue.metrics.count else { throw damaged("the track of \(name(metric))") }
        lost.insert(metric)
    }

    func damaged(_ what: String) -> RecordingError {
        let times = "\(RecordingFile.words(row.start)) to \(RecordingFile.words(row.end))"
        let table = row.isSealed ? "chunk" : "tick"
        return RecordingError(
            .damaged, "\(file.path): span \(row.id) in the table \(table), \(times): \(what) is missing or damaged")
    }

    /// A chunk of the span, nil if there is none; of a damaged one it is told what it was.
    func chunk(_ kind: ChunkID.Kind, number: Int = 0, _ what: @autoclosure () -> String) throws(RecordingError)
        -> [UInt8]?
    {
        do throws(RecordingError) {
            return try file.chunk(ChunkID(span: row.id, kind: kind, number: number))
        } catch { throw error.kind == .damaged ? damaged(what()) : error }
    }

    private func tick(_ index: Int) throws(RecordingError) -> [UInt8]? {
        do throws(RecordingError) { return try file.tick(span: row.id, index: index) } catch {
            throw error.kind == .damaged ? damaged("delta frame \(index)") : error
        }
    }

    /// Forgets the small states, tens of megabytes of a full hall: who is not being walked through starts over when asked again.
    func rest() {
        guard row.isSealed, !states.isEmpty || state != nil else { return }
        (state, position) = (nil, -1)
        bytes -= states.first?.bytes.count ?? 0
        states = []
    }

    /// Takes delta frames up to `slots`; a follower calls it again and again.
    func loadTicks(to slots: Int) throws(RecordingError) {
        for index in states.count..<max(states.count, slots) {
            guard let bytes = try tick(index) else { throw damaged("delta frame \(index)") }
            var reader = ByteReader(bytes)
            let state = reader.counted()
            states.append((state, 0..<state.count))
            halls.append(reader.counted())
            deltas.append(reader.counted())
            segments.append((0..<reader.count()).map { _ in reader.counted() })
            guard reader.isValid else { throw damaged("delta frame \(index)") }
        }
    }

    func loadStates() throws(RecordingError) {
        guard row.isSealed, states.isEmpty else { return }
        guard let chunk = try chunk(.state, "its state chunk") else { throw damaged("its state chunk") }
        var reader = ByteReader(chunk)
        let slots = (0..<reader.count()).map { _ in
            let start = reader.skipCounted()
            return start..<reader.position
        }
        guard reader.isValid else { throw damaged("its state chunk") }
        states = slots.map { (chunk, $0) }
        bytes += chunk.count
    }

    /// The small state at the end of a slot.
    ///
    /// - Parameter index: counted from the span's first slot.
    func state(at index: Int) throws(RecordingError) -> SlotState {
        try loadStates()
        guard states.indices.contains(index) else { throw damaged("slot \(index)") }
        if index < position { (state, position) = (nil, -1) }
        // It is moved on in its place: no second owner while that happens.
        var state = self.state.take() ?? Self.start(epoch, plan.count)
        // One that damage stopped half-way is of no slot.
        defer { self.state = position >= 0 ? state : nil }
        while position < index {
            let next = position + 1, (bytes, slot) = states[next]
            var reader = ByteReader(bytes, at: slot.lowerBound)
            guard state.decode(&reader, upTo: slot.upperBound), state.namesTrays else {
                position = -1
                throw damaged("the state of slot \(next)")
            }
            position = next
        }
        return state
    }

    func unsealedValues(at index: Int) throws(RecordingError) -> [Float] {
        guard deltas.indices.contains(index) else { throw damaged("slot \(index)") }
        if values.isEmpty { values = Array(repeating: 0, count: plan.count) }
        while frames.count <= index {
            guard FrameDelta.apply(deltas[frames.count], to: &values) else {
                throw damaged("delta frame \(frames.count)")
            }
            frames.append(values)
            bytes += values.count * 4
        }
        return frames[index]
    }

    func name(_ metric: Int) -> String {
        metric < epoch.catalogue.metrics.count ? epoch.catalogue.metrics[metric].name : "the states"
    }

    func isGPU(_ metric: Int) -> Bool {
        metric < epoch.catalogue.metrics.count
            ? epoch.catalogue.metrics[metric].entity == .gpu : metric == ColumnPlan.gpuStates
    }

    /// - Parameter metric: a metric's number, or one of the states'.
    func track(_ metric: Int) throws(RecordingError) -> SealedBlock {
        if let known = tracks[metric] { return known }
        let packed = try file.packedChunk(ChunkID(span: row.id, kind: .track, number: metric))
        guard let block = block(metric, packed) else { throw damaged("the track of \(name(metric))") }
        keep(block, metric)
        return block
    }

    /// What is kept of a track; nil if it is not there.
    func known(_ metric: Int) -> SealedBlock? { tracks[metric] }

    func keep(_ block: SealedBlock, _ metric: Int) {
        if tracks.updateValue(block, forKey: metric) == nil { bytes += block.bytes.count }
    }

    /// A track out of its stored bytes, on any thread; nil if it is damaged.
    func block(_ metric: Int, _ packed: [UInt8]?) -> SealedBlock? {
        let entities = isGPU(metric) ? epoch.topology.gpuCount : epoch.topology.trays.count
        guard let packed, let size = Zstd.size(of: packed) else { return nil }
        var isWhole = false
        let block = try? SealedBlock(byteCount: size) { isWhole = Zstd.decompress(packed, into: $0) }
        guard isWhole, let block, block.byteWidth == 4, block.head.slots == row.slots, block.entityCount == entities,
            block.columns.count == 1
        else { return nil }
        return block
    }

    /// Tests every value of the span against its checksums.
    ///
    /// - Returns: what is damaged, a sentence for each track.
    func damagedValues() -> [String] {
        guard row.isSealed else {
            do throws(RecordingError) { _ = try unsealedValues(at: row.slots - 1) } catch {
                return [error.description]
            }
            return []
        }
        return ([ColumnPlan.gpuStates, ColumnPlan.trayStates] + plan.metrics.map(\.index)).filter { metric in
            guard let track = try? track(metric) else { return true }
            return track.chunks.indices.contains { !track.verify(chunk: $0) }
        }.map { damaged("the track of \(name($0))").description }
    }

    /// Offset of a column's first entity in a slot.
    ///
    /// - Parameter metric: a metric's number, or one of the states'.
    func start(_ metric: Int) -> Int? {
        metric == ColumnPlan.gpuStates
            ? 0 : metric == ColumnPlan.trayStates ? epoch.topology.gpuCount : plan.start(MetricID(metric))
    }

    /// The values of one entity over slots of this span, oldest first; empty if the column is not there.
    ///
    /// - Parameter metric: a metric's number, or one of the states'.
    func history(_ metric: Int, _ entity: Int, slots: Range<Int>) throws(RecordingError) -> [Float] {
        guard let first = start(metric), entity >= 0 else { return [] }
        guard row.isSealed else {
            _ = try unsealedValues(at: max(0, slots.upperBound - 1))
            return slots.map { first + entity < frames[$0].count ? frames[$0][first + entity] : Absence.missing.float }
        }
        guard !lost.contains(metric), let track = try? track(metric) else {
            try lose(metric)
            return Array(repeating: Absence.missing.float, count: slots.count)
        }
        var good = false
        let values = [Float](unsafeUninitializedCapacity: row.slots) { output, count in
            good = track.read(column: 0, entity: entity, into: output.baseAddress!)
            count = good ? row.slots : 0
        }
        guard good else {
            try lose(metric)
            return Array(repeating: Absence.missing.float, count: slots.count)
        }
        return Array(values[slots])
    }

    /// The hall's roll-ups of every slot, by metric.
    func hall() throws(RecordingError) -> [[RollUp]] {
        if row.isSealed, halls.isEmpty { halls = try parts(.hall) }
        var folds = hallFolds ?? []
        for bytes in halls[folds.count...] {
            var reader = ByteReader(bytes)
            folds.append((0..<reader.count()).map { _ in RollUp(&reader) })
            guard reader.isValid else { throw damaged("the hall's roll-ups") }
        }
        hallFolds = folds
        return folds
    }

    /// Scrapes of a group up to and including a slot, for unsealed spans.
    func segments(group: Int, to index: Int) -> [[UInt8]] {
        segments.prefix(index + 1).map { group < $0.count ? $0[group] : [] }
    }

    var groupCount: Int { segments.map(\.count).max() ?? 0 }

    /// The sealed scrapes of a group, nil if the span has none.
    func wire(group: Int) throws(RecordingError) -> WireChunk? {
        if let known = wires[group] { return known }
        guard let bytes = try chunk(.wire, number: group, "the wire of group \(group)") else { return nil }
        // Timestamps are numbers too.
        let limit = min(WireChunk.numberLimit, 2 * min(row.wireSamples, WireChunk.numberLimit))
        guard let chunk = WireChunk(bytes, limit: limit) else { throw damaged("the wire of group \(group)") }
        if wires.count >= 8 { wires.removeAll() }
        wires[group] = chunk
        return chunk
    }
}
