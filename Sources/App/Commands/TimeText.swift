// Times and durations as people type them: `90s`, `1h30m`, `+90s`, `18:42:07`, RFC 3339.

import Telemetry

/// The contract's TIME and duration.
public enum TimeText {
    /// `90s`, `10m`, `1h30m`, `500ms`, `2d`; milliseconds.
    public static func duration(_ text: String) throws(UserError) -> Int64 {
        let units: [(String, Int64)] = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)]
        var rest = Substring(text)
        var total: Int64 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let number = Int64(digits), number < 1_000_000_000,
                let unit = units.first(where: { rest.hasPrefix($0.0) })
            else {
                throw UserError("\"\(text)\" is no duration; write 90s, 10m or 1h30m")
            }
            rest = rest.dropFirst(unit.0.count)
            total += number * unit.1
        }
        guard !text.isEmpty else { throw UserError("a duration is missing; write 90s, 10m or 1h30m") }
        return total
    }

    /// A moment relative to a span: RFC 3339, `18:42:07` on the day of `start`, `+90s` from the start, `-5m` from the end, `now`.
    public static func moment(_ text: String, start: Timestamp, end: Timestamp) throws(UserError) -> Timestamp {
        if text == "now" { return end }
        if text.hasPrefix("+") { return start + (try duration(String(text.dropFirst()))) }
        if text.hasPrefix("-") { return end - (try duration(String(text.dropFirst()))) }
        if let time = CivilTime.parse(text) { return time }
        let day = CivilTime(start)
        if let time = CivilTime.parse("\(day.date)T\(text)Z") { return time }
        throw UserError("\"\(text)\" is no time; write +90s, -5m, 18:42:07, now or 2026-07-01T00:00:00Z")
    }
}
