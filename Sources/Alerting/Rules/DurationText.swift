// Times in rule files: `90s`, `10m`, `1h30m`, as Prometheus writes them.

enum DurationText {
    /// A year: who waits longer has mistyped.
    private static let longestMs: Int64 = 366 * 86_400_000

    /// - Returns: milliseconds, nil if it is no time.
    static func parse(_ text: String) -> Int64? {
        if text == "0" { return 0 }
        let units: [(String, Int64)] = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)]
        var rest = Substring(text), total: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let number = Int64(digits), number < 1_000_000,
                let unit = units.first(where: { rest.hasPrefix($0.0) })
            else {
                return nil
            }
            rest = rest.dropFirst(unit.0.count)
            total += number * unit.1
            guard total <= longestMs else { return nil }
        }
        return total
    }
}
