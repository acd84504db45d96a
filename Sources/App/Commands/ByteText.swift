// Amounts of bytes as people type them: `200GB`, `1.5TB`, `512MB`.

/// Reads amounts of bytes; k is 1000.
public enum ByteText {
    /// nil if it is none: the unit is what tells it from a duration.
    public static func parse(_ text: String) -> Int64? {
        let units: [(String, Double)] = [
            ("TiB", 1_099_511_627_776), ("GiB", 1_073_741_824), ("MiB", 1_048_576), ("KiB", 1_024), ("TB", 1e12),
            ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("KB", 1e3),
        ]
        guard let unit = units.first(where: { text.hasSuffix($0.0) }), let number = Double(text.dropLast(unit.0.count)),
            number > 0, number < 1e6
        else { return nil }
        return Int64(number * unit.1)
    }
}
