// Roll-ups of racks, rows and hall over longer steps, for six metrics: what a timeline of a day is drawn from (unsafe
// inside: folds are scanned).

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
    private(set) var stepSlots: Int
    /// Number of the first step: step k has the slots from `k * stepSlots` on.
    private(set) var firstStep: Int
    /// Step, metric, place.
    private(set) var folds: [RollUp] = []

    init(_ snapshot: Snapshot, stepMs: Int64) {
        metrics = Self.names.compactMap { snapshot.catalogue.metric(named: $0) }
        places = snapshot.topology.racks.count + snapshot.topology.rows.count + 1
        stepSlots = max(1, Int(stepMs / max(1, snapshot.stepMs)))
        firstStep = snapshot.slot / stepSlots
    }

    /// The same in steps of so many slots, folded from these as a timeline folds them; nil if they do not fit.
    func folded(slots: Int) -> RollUpSeries? {
        guard slots > stepSlots, slots % stepSlots == 0 else { return nil }
        var coarse = self
        coarse.stepSlots = slots
        coarse.firstStep = firstStep * stepSlots / slots
        let parts = metrics.compactMap { steps($0)?.folded(slots / stepSlots).folds }
        coarse.folds = (0..<(parts.first?.count ?? 0) / max(1, places)).flatMap { step in
            parts.flatMap { $0[step * places..<(step + 1) * places] }
        }
        return coarse
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

    /// - Parameter wanted: the one metric whose folds are kept; nil keeps all. Passing the others by is what makes a day's timeline quick.
    init?(_ bytes: [UInt8], only wanted: MetricID? = nil) {
        var reader = ByteReader(bytes)
        stepSlots = max(1, reader.integer())
        firstStep = reader.integer()
        places = reader.integer()
        let all = (0..<reader.count()).map { _ in MetricID(reader.integer()) }
        let count = reader.count()
        guard reader.isValid, places > 0, places < 1 << 24, stepSlots < 1 << 20, firstStep >= 0, firstStep < 1 << 40
        else { return nil }
        metrics = wanted.map { wanted in all.filter { $0 == wanted } } ?? all
        let kept = wanted.map { all.firstIndex(of: $0) ?? -1 }
        var position = reader.position
        for index in 0..<count {
            let isKept = kept.map { index / places % max(1, all.count) == $0 } ?? true
            guard let fold = RollUp.scan(bytes, &position) else { return nil }
            if isKept { folds.append(fold) }
        }
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
    /// More than all values of a month of the largest hall; as many folds of so many as a file can hold can be added up.
    private static let countLimit = 1 << 40

    func write(to writer: inout ByteWriter) {
        writer.put(count)
        guard count > 0 else { return }
        writer.put(bits: min)
        writer.put(bits: max)
        writer.put(bits: sum)
    }

    /// The same as `init`, many times over without a slice for each number; nil at the end or in damage.
    static func scan(_ bytes: [UInt8], _ position: inout Int) -> RollUp? {
        bytes.withUnsafeBytes { raw in
            var count: UInt64 = 0, shift: UInt64 = 0
            while true {
                guard position < raw.count, shift < 64 else { return nil }
                let byte = raw[position]
                position += 1
                count |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            guard count > 0 else { return RollUp() }
            guard count <= UInt64(countLimit) else { return nil }
            guard raw.count - position >= 16 else { return nil }
            defer { position += 16 }
            func bits<Bits: FixedWidthInteger>(_ offset: Int) -> Bits {
                Bits(littleEndian: raw.loadUnaligned(fromByteOffset: position + offset, as: Bits.self))
            }
            return RollUp(
                count: Int(truncatingIfNeeded: count), min: Float(bitPattern: bits(0)), max: Float(bitPattern: bits(4)),
                sum: Double(bitPattern: bits(8)))
        }
    }

    init(_ reader: inout ByteReader) {
        let count = reader.integer()
        guard (1...Self.countLimit).contains(count) else {
            if count != 0 { reader.refuse() }
            self.init()
            return
        }
        self.init(count: count, min: reader.float(), max: reader.float(), sum: reader.double())
    }
}
