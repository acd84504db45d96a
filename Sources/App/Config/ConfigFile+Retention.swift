// How much of the past a hall keeps in memory, as a configuration says it.

import Storage

extension ConfigFile {
    /// `retention: {every_slot: 1h, ten_seconds: 1h, minutes: 24h, memory: 2GiB}`, each with its default.
    static func retention(_ node: ConfigNode) throws(UserError) -> Retention {
        var fields = try ConfigFields(node)
        var retention = Retention()
        if let value = fields.take("every_slot") { retention.rawMs = try span(value, 60_000...86_400_000) }
        if let value = fields.take("ten_seconds") { retention.fineMs = try span(value, 60_000...7 * 86_400_000) }
        if let value = fields.take("minutes") { retention.coarseMs = try span(value, 600_000...31 * 86_400_000) }
        if let value = fields.take("memory") {
            let bytes = try value.bytes()
            guard (128 << 20...1 << 40).contains(bytes) else {
                throw value.error("memory between 128MiB and 1024GiB is expected, such as 2GiB")
            }
            retention.memoryLimitBytes = bytes
        }
        try fields.finish()
        guard retention.coarseMs >= retention.fineMs, retention.fineMs >= retention.rawMs else {
            throw node.error("longer steps must reach as far back as shorter ones: minutes, ten_seconds, every_slot")
        }
        return retention
    }

    private static func span(_ node: ConfigNode, _ range: ClosedRange<Int64>) throws(UserError) -> Int64 {
        let milliseconds = try node.duration()
        guard range.contains(milliseconds) else {
            throw node.error(
                "a time between \(MemoryPlan.span(range.lowerBound)) and \(MemoryPlan.span(range.upperBound)) is expected"
            )
        }
        return milliseconds
    }
}
