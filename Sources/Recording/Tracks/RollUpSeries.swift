// Roll-ups of racks, rows and hall over longer steps, for six metrics: what a timeline of a day is drawn from.

import Facility
import Storage
import Telemetry

/// Folds slots into steps that lie on the grid of the epoch's slots: the first and the last of a span may be in part. One span each.
struct RollUpSeries {
    /// The metrics that are folded, those of them that the catalogue has.
    static let names = [
        "sm_active", "gr_engine_active", "power_watts", "temp_celsius", "memory_used_ratio", "nvlink_bytes_per_second",
    ]

    let metrics: [MetricID]
    let places: Int
    /// Slots in a step.
    let stepSlots: Int
    /// Number of the first step: step k has the slots from `k * stepSlots` on.
    let firstStep: Int
    /// Step, metric, place.
    private(set) var folds: [RollUp] = []

    init(_ snapshot: Snapshot, stepMs: Int64) {
        metrics = Self.names.compactMap { snapshot.catalogue.metric(named: $0) }
        places = snapshot.topology.racks.count + snapshot.topology.rows.count + 1
        stepSlots = max(1, Int(stepMs / max(1, snapshot.stepMs)))
        firstStep = snapshot.slot / stepSlots
    }

    /// Adds a slot of the span.
    mutating func add(_ snapshot: Snapshot) {
        let step = snapshot.slot / stepSlots - firstStep, size = metrics.count * places
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
        writer.put(firstStep)
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
        firstStep = reader.integer()
        places = reader.integer()
        metrics = (0..<reader.count()).map { _ in MetricID(reader.integer()) }
        folds = (0..<reader.count()).map { _ in RollUp(&reader) }
        guard reader.isValid, places > 0, places < 1 << 24, firstStep >= 0, firstStep < 1 << 40 else { return nil }
    }

    /// One metric's steps; nil if it is not folded.
    func steps(_ metric: MetricID) -> PlaceSteps? {
        guard let number = metrics.firstIndex(of: metric) else { return nil }
        let size = max(1, metrics.count * places)
        var steps = PlaceSteps(stepSlots: stepSlots, firstStep: firstStep, places: places)
        for start in stride(from: number * places, to: folds.count - places + 1, by: size) {
            steps.folds += folds[start..<start + places]
        }
        return steps
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
