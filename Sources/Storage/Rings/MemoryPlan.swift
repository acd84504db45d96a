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
        let total = items.reduce(0) { $0 + $1.bytes }
        let rest = Double(limitBytes - (total - items[1].bytes))
        let fits = rest > 0 ? Int64(rest / max(1, sampled * perSample) * Double(stepMs)) : 0
        advice =
            fits >= 60_000
            ? "keep \(Self.span(fits / 60_000 * 60_000)) of every slot instead of \(Self.span(retention.rawMs)) (vigie: retention: every_slot), "
                + "or raise the limit to \(Self.size(total)) (memory)"
            : "raise the limit to \(Self.size(total)) (vigie: retention: memory), or watch fewer hosts"
    }

    /// All items together.
    public var totalBytes: Int { items.reduce(0) { $0 + $1.bytes } }
    /// Whether the whole stays within the limit.
    public var fits: Bool { totalBytes <= limitBytes }

    /// One line for people, with the mend if it does not fit.
    public var summary: String {
        let needed = "memory: \(Self.size(totalBytes)) expected of \(Self.size(limitBytes))"
        return fits ? needed : needed + ": too much; " + advice
    }

    /// `1.2 GiB`
    static func size(_ bytes: Int) -> String {
        let tenths = bytes >= 1 << 30 ? bytes * 10 / (1 << 30) : bytes * 10 / (1 << 20)
        return "\(tenths / 10).\(tenths % 10) \(bytes >= 1 << 30 ? "GiB" : "MiB")"
    }

    /// `1h`, `90m`: a time as configurations write it.
    public static func span(_ milliseconds: Int64) -> String {
        let minutes = milliseconds / 60_000
        return minutes % 60 == 0 && minutes > 0
            ? "\(minutes / 60)h" : minutes > 0 ? "\(minutes)m" : "\(milliseconds / 1000)s"
    }
}
