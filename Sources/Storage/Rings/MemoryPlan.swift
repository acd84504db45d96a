// The memory that a retention needs for a hall, item by item. An estimate with room to spare: sizes depend on what the hall says.

import Facility

/// Bytes by item, and whether they fit.
public struct MemoryPlan: Equatable, Sendable {
    /// What the rings of a hall are expected to take.
    public struct Item: Equatable, Sendable {
        /// What the memory is for, in words for people.
        public let name: String
        /// Bytes at most, as estimated.
        public let bytes: Int
    }

    /// One length of a retention, and what a longer one costs.
    private struct Ring {
        let key: String
        let words: String
        let lengthMs: Int64
        let bytesPerMs: Double
        /// Shorter it can not be: what is finer must not reach further back.
        let leastMs: Int64

        init(_ key: String, _ words: String, _ lengthMs: Int64, _ bytesPerMs: Double, atLeast leastMs: Int64 = 0) {
            (self.key, self.words, self.lengthMs) = (key, words, lengthMs)
            (self.bytesPerMs, self.leastMs) = (bytesPerMs, leastMs)
        }

        var bytes: Double { Double(lengthMs) * bytesPerMs }
    }

    /// The newest slots first, the program itself last.
    public let items: [Item]
    /// What the retention allows the whole process.
    public let limitBytes: Int
    /// What would help most, if it does not fit.
    private let advice: String

    /// Bytes a sample: measured on a busy hall, and a fifth more.
    static let declaredBytes = 0.65, exactBytes = 1.7, rollUpBytes = 1.0

    /// - Parameters:
    ///   - gpuFields, hostFields: metrics that the hall exports; the defaults are dcgm-exporter's and node_exporter's.
    public init(
        _ retention: Retention, _ topology: Topology, stepMs: Int64 = 1000, gpuFields: Int = 25, hostFields: Int = 40,
        pagesPerHost: Int = 2
    ) {
        let gpus = topology.gpuCount, trays = topology.trays.count
        let values = gpus * (gpuFields + 2) + trays * (hostFields + 3)
        let perSample = retention.isExact ? Self.exactBytes : Self.declaredBytes
        // Host metrics change only when their page is read, every 15 s: they cost a fraction.
        let sampled = Double(gpus * gpuFields) + Double(trays * hostFields) / 4
        let rawSlots = Double(retention.rawMs) / Double(max(1, stepMs))
        let places = (topology.racks.count + topology.rows.count + 1) * (gpuFields + hostFields) * 6
        let steps =
            retention.fineMs / max(1, retention.fineStepMs) + retention.coarseMs / max(1, retention.coarseStepMs)
        let hotSlots = Store.blockSlots + Store.sealingSlots + 10
        items = [
            Item(name: "newest slots", bytes: values * 4 * hotSlots),
            Item(
                name: "every slot, \(Self.span(retention.rawMs))", bytes: Int(min(1e15, sampled * rawSlots * perSample))
            ),
            Item(
                name: "roll-ups of racks, rows and the hall",
                bytes: Int(Double(places) * Double(steps) * Self.rollUpBytes)),
            Item(
                name: "six metrics per GPU",
                bytes: Int(Double(gpus * 12) * Double(steps) * Self.rollUpBytes) + gpus * 12 * 4 * 64),
            Item(name: "pages and targets", bytes: trays * pagesPerHost * 24_000),
            Item(name: "program", bytes: 96 << 20),
        ]
        limitBytes = retention.memoryLimitBytes
        let perStep = Double(places + gpus * 12) * Self.rollUpBytes
        let total = items.reduce(0) { $0 + $1.bytes }
        advice = Self.advice(
            [
                Ring("every_slot", "every slot", retention.rawMs, sampled * perSample / Double(max(1, stepMs))),
                Ring(
                    "ten_seconds", "steps of ten seconds", retention.fineMs,
                    perStep / Double(max(1, retention.fineStepMs)), atLeast: retention.rawMs),
                Ring(
                    "minutes", "steps of a minute", retention.coarseMs,
                    perStep / Double(max(1, retention.coarseStepMs)), atLeast: max(600_000, retention.fineMs)),
            ], total: total, limit: limitBytes)
    }

    /// All items together.
    public var totalBytes: Int { items.reduce(0) { $0 + $1.bytes } }
    /// Whether the whole stays within the limit.
    public var fits: Bool { totalBytes <= limitBytes }

    /// One line for people, with the mend if it does not fit.
    public var summary: String {
        let needed = "memory: \(Self.size(needed: totalBytes)) expected of \(Self.size(allowed: limitBytes))"
        return fits ? needed : needed + ": too much; " + advice
    }

    /// What would be kept for less long, of the ring that takes most; where no shorter time would do, the limit alone helps.
    private static func advice(_ rings: [Ring], total: Int, limit: Int) -> String {
        for ring in rings.sorted(by: { $0.bytes > $1.bytes }) {
            let rest = Double(limit - total) + ring.bytes
            let fits = Int64(max(0, min(rest / max(1e-9, ring.bytesPerMs), 1e15))) / 60_000 * 60_000
            guard fits >= max(60_000, ring.leastMs), fits < ring.lengthMs else { continue }
            return "keep \(span(fits)) of \(ring.words) instead of \(span(ring.lengthMs)) "
                + "(vigie: retention: \(ring.key)), or raise the limit to \(size(needed: total)) (memory)"
        }
        return "raise the limit to \(size(needed: total)) (vigie: retention: memory), or watch fewer hosts"
    }

    /// `1.2 GiB`, never less than is needed: what is advised is to be enough.
    static func size(needed bytes: Int) -> String {
        let unit = unit(bytes)
        return size(tenths: (bytes * 10 + unit - 1) / unit, unit)
    }

    /// `1.2 GiB`, never more than is allowed; a byte that got lost when `1.2GiB` was read does not make it 1.1.
    static func size(allowed bytes: Int) -> String {
        let unit = unit(bytes)
        return size(tenths: (bytes + 1) * 10 / unit, unit)
    }

    private static func unit(_ bytes: Int) -> Int { bytes >= 1 << 30 ? 1 << 30 : 1 << 20 }

    private static func size(tenths: Int, _ unit: Int) -> String {
        "\(tenths / 10).\(tenths % 10) \(unit == 1 << 30 ? "GiB" : "MiB")"
    }

    /// `1h`, `90m`: a time as configurations write it.
    public static func span(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / 60_000
        return minutes % 60 == 0 && minutes > 0
            ? "\(minutes / 60)h" : minutes > 0 ? "\(minutes)m" : "\(milliseconds / 1000)s"
    }
}
