// Many entities of a span at once: a slot of a column, a whole column, longer steps (unsafe inside: the codec writes in place).

import Storage
import Telemetry

extension LoadedSpan {
    /// One slot of all entities of a column; empty if the span does not have it.
    ///
    /// - Parameters:
    ///   - metric: a metric's number, or one of the states'.
    ///   - index: counted from the span's first slot.
    func column(_ metric: Int, at index: Int) throws(RecordingError) -> [Float] {
        guard let first = start(metric) else { return [] }
        let entities = isGPU(metric) ? epoch.topology.gpuCount : epoch.topology.trays.count
        guard row.isSealed else {
            let values = try unsealedValues(at: index)
            return first + entities <= values.count ? Array(values[first..<first + entities]) : []
        }
        guard !lost.contains(metric), let track = try? track(metric) else {
            try lose(metric)
            return []
        }
        var isGood = false
        let values = [Float](unsafeUninitializedCapacity: entities) { output, count in
            isGood = entities > 0 && track.read(column: 0, slot: index, into: output.baseAddress!)
            count = isGood ? entities : 0
        }
        if !isGood, entities > 0 { try lose(metric) }
        return values
    }

    /// Every slot of all entities of a column, entity after entity; empty if the span does not have it.
    func plane(_ metric: Int) throws(RecordingError) -> [Float] {
        guard let first = start(metric) else { return [] }
        let entities = isGPU(metric) ? epoch.topology.gpuCount : epoch.topology.trays.count, slots = row.slots
        guard row.isSealed else {
            var plane = [Float](repeating: Absence.missing.float, count: entities * slots)
            for slot in 0..<slots {
                let values = try unsealedValues(at: slot)
                for entity in 0..<entities where first + entity < values.count {
                    plane[entity * slots + slot] = values[first + entity]
                }
            }
            return plane
        }
        guard !lost.contains(metric), let track = try? track(metric) else {
            try lose(metric)
            return []
        }
        var isGood = true
        let plane = [Float](unsafeUninitializedCapacity: entities * slots) { output, count in
            for chunk in track.chunks.indices where isGood {
                let start = track.chunks[chunk].entities.lowerBound * slots
                isGood = track.read(column: 0, chunk: chunk, into: output.baseAddress! + start)
            }
            count = isGood ? entities * slots : 0
        }
        if !isGood { try lose(metric) }
        return plane
    }

    /// Known values of the tracks that can be read.
    func readableValues() -> Int {
        plan.metrics.reduce(0) { sum, metric in
            sum + ((try? plane(metric.index)) ?? []).reduce(0) { $0 + ($1.isNaN ? 0 : 1) }
        }
    }

    /// A metric's roll-ups over longer steps, as they are recorded; nil if they are not.
    ///
    /// - Parameters:
    ///   - number: of the chunk, 0 or 1.
    ///   - stepSlots: slots in a step.
    func recordedSteps(_ number: Int, _ metric: MetricID, stepSlots: Int) throws(RecordingError) -> PlaceSteps? {
        guard row.isSealed, let bytes = try chunk(.rollUp, number: number, "its roll-ups") else { return nil }
        guard let series = RollUpSeries(bytes, only: metric) else { throw damaged("its roll-ups") }
        return series.stepSlots == stepSlots ? series.steps(metric) : nil
    }

    /// The same as recorded, else folded from every slot; nil if the span has no such metric.
    func steps(_ metric: MetricID, stepSlots: Int) throws(RecordingError) -> PlaceSteps? {
        if let steps = try recordedSteps(0, metric, stepSlots: stepSlots) { return steps }
        let values = try plane(metric.index)
        guard !values.isEmpty else { return nil }
        let isGPU = isGPU(metric.index)
        return PlaceSteps(
            epoch.topology, isGPU: isGPU, values: values,
            states: try plane(isGPU ? ColumnPlan.gpuStates : ColumnPlan.trayStates), firstSlot: row.firstSlot,
            slots: row.slots, stepSlots: stepSlots)
    }

    /// The board of alarms that held at a slot, nil if there is none.
    ///
    /// - Parameter index: counted from the span's first slot.
    func board(at index: Int) throws(RecordingError) -> [UInt8]? {
        do throws(RecordingError) {
            guard row.isSealed else { return try file.board(span: row.id, upTo: index) }
            guard let chunk = try file.chunk(ChunkID(span: row.id, kind: .alerts)) else { return nil }
            guard let parts = SpanWriter.parts(chunk) else { throw damaged("what the rules said") }
            for part in parts.reversed() {
                var reader = ByteReader(part)
                if reader.integer() <= index, reader.isValid { return Array(part[reader.position...]) }
            }
            return nil
        } catch { throw error.kind == .damaged ? damaged("what the rules said") : error }
    }
}
