// Roll-ups of racks, rows and hall over longer steps, for six metrics: what a timeline of a day is drawn from.

import Facility
import Storage
import Telemetry

/// Folds slots into steps. One span each.
struct RollUpSeries {
    /// The metrics that are folded, those of them that the catalogue has.
    static let names = [
        "sm_active", "gr_engine_active", "power_watts", "temp_celsius", "memory_used_ratio", "nvlink_bytes_per_second",
    ]

    let metrics: [MetricID]
    let places: Int
    /// Slots in a step.
    let stepSlots: Int
    /// Step, metric, place.
    private(set) var folds: [RollUp] = []

    init(_ snapshot: Snapshot, stepMs: Int64) {
        metrics = Self.names.compactMap { snapshot.catalogue.metric(named: $0) }
        places = snapshot.topology.racks.count + snapshot.topology.rows.count + 1
        stepSlots = max(1, Int(stepMs / max(1, snapshot.stepMs)))
    }

    /// Adds the slot that is `index` slots after the span's first.
    mutating func add(_ snapshot: Snapshot, at index: Int) {
        let step = index / stepSlots, size = metrics.count * places
        while folds.count < (step + 1) * size { folds += Array(repeating: RollUp(), count: size) }
        let racks = snapshot.topology.racks.count, rows = snapshot.topology.rows.count
        for (number, metric) in metrics.enumerated() {
            let base = step * size + number * places
            for rack in 0..<racks { folds[base + rack].merge(snapshot.rollUp(metric, .rack(rack))) }
            for row in 0..<rows { folds[base + racks + row].merge(snapshot.rollUp(metric, .row(row))) }
            folds[base + racks + rows].merge(snapshot.rollUp(metric, .hall))
        }
    }

    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.put(stepSlots)
        writer.put(places)
        writer.put(metrics.count)
        for metric in metrics { writer.put(metric.index) }
        writer.put(folds.count)
        for fold in folds { fold.write(to: &writer) }
        return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        stepSlots = max(1, reader.integer())
        places = reader.integer()
        metrics = (0..<reader.count()).map { _ in MetricID(reader.integer()) }
        folds = (0..<reader.count()).map { _ in RollUp(&reader) }
        guard reader.isValid, places > 0, places < 1 << 24 else { return nil }
    }

    /// Steps of one metric and place, oldest first; nil if the metric is not folded.
    func steps(_ metric: MetricID, place: Int) -> [RollUp]? {
        guard let number = metrics.firstIndex(of: metric), place < places else { return nil }
        let size = metrics.count * places
        return stride(from: number * places + place, to: folds.count, by: max(1, size)).map { folds[$0] }
    }
}

extension RollUp {
    func write(to writer: inout ByteWriter) {
        writer.put(count)
        guard count > 0 else { return }
        writer.put(bits: min)
        writer.put(bits: max)
        writer.put(bits: sum)
    }

    init(_ reader: inout ByteReader) {
        let count = reader.integer()
        guard count > 0 else {
            self.init()
            return
        }
        self.init(count: count, min: reader.float(), max: reader.float(), sum: reader.double())
    }
}
