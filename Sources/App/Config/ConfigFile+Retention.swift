// How much of the past a hall keeps in memory, as a configuration says it.

import Storage

extension ConfigFile {
    /// `retention: {every_slot: 1h, ten_seconds: 1h, minutes: 24h, memory: 2GiB}`, each with its default.
    static func retention(_ node: ConfigNode) throws(UserError) -> Retention {
        var fields = try ConfigFields(node)
        var retention = Retention()
        let spans: [(name: String, path: WritableKeyPath<Retention, Int64>, range: ClosedRange<Int64>)] = [
            ("every_slot", \.rawMs, 60_000...86_400_000), ("ten_seconds", \.fineMs, 60_000...7 * 86_400_000),
            ("minutes", \.coarseMs, 600_000...31 * 86_400_000),
        ]
        for (name, path, range) in spans {
            let read = fields.read(name) { value throws(UserError) in try span(value, range) }
            retention[keyPath: path] = read ?? retention[keyPath: path]
        }
        let memory = fields.read("memory") { value throws(UserError) in
            let bytes = try value.bytes()
            guard (128 << 20...1 << 40).contains(bytes) else {
                throw value.error("memory between 128MiB and 1024GiB is expected, such as 2GiB")
            }
            return bytes
        }
        retention.memoryLimitBytes = memory ?? retention.memoryLimitBytes
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
