// Times and durations as people type them: `90s`, `1h30m`, `+90s`, `18:42:07`, RFC 3339.

import Telemetry

/// The contract's TIME and duration.
public enum TimeText {
    /// Above a thousand years.
    private static let longestMs: Int64 = 400_000 * 86_400_000

    /// A duration as Prometheus spells it in its labels: `1s`, `1m30s`, `500ms`; rules are written against that.
    static func prometheus(_ milliseconds: Int) -> String {
        var rest = milliseconds, text = ""
        for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)] {
            if rest >= length { text += "\(rest / length)\(unit)" }
            rest %= length
        }
        return text.isEmpty ? "0s" : text
    }

    /// `90s`, `10m`, `1h30m`, `500ms`, `2d`, `1w`, `1y`; milliseconds.
    public static func duration(_ text: String) throws(UserError) -> Int64 {
        let units: [(String, Int64)] = [
            ("ms", 1), ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000),
            ("s", 1_000),
        ]
        var rest = Substring(text)
        var total: Int64 = 0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let number = Int64(digits), number < 1_000_000_000, total < 1 << 60,
                let unit = units.first(where: { rest.hasPrefix($0.0) }), number < Int64.max / 8 / unit.1
            else {
                throw UserError("\"\(text)\" is no duration; write 90s, 10m or 1h30m")
            }
            rest = rest.dropFirst(unit.0.count)
            total += number * unit.1
            guard total < longestMs else { throw UserError("\"\(text)\" is longer than any time that vigie counts") }
        }
        guard !text.isEmpty else { throw UserError("a duration is missing; write 90s, 10m or 1h30m") }
        return total
    }

    /// A moment relative to a span: RFC 3339, `18:42:07` on the last day of the span that has it, `+90s` from the start, `-5m` from the end,
    /// `now`.
    ///
    /// - Parameter zoneSeconds: of clock times, and of dates that name no zone.
    public static func moment(_ text: String, start: Timestamp, end: Timestamp, zoneSeconds: Int = 0) throws(UserError)
        -> Timestamp
    {
        if text == "now" { return end }
        if text.hasPrefix("+") { return start + (try duration(String(text.dropFirst()))) }
        if text.hasPrefix("-") { return end - (try duration(String(text.dropFirst()))) }
        let zoneMs = Int64(zoneSeconds) * 1_000
        if let time = CivilTime.parse(text) { return time }
        if let time = CivilTime.parse(text.replacing(" ", with: "T") + "Z") { return time - zoneMs }
        if let ofDay = clock(text) {
            func on(_ day: Timestamp) -> Timestamp {
                let midnight = CivilTime.parse("\(CivilTime(day, offsetSeconds: zoneSeconds).date)T00:00:00Z") ?? day
                return midnight - zoneMs + ofDay
            }
            let last = on(end)
            let time = last <= end ? last : last - dayMs
            return time >= start ? time : on(start)
        }
        throw UserError("\"\(text)\" is no time; write +90s, -5m, 18:42:07, now or 2026-07-01T00:00:00Z")
    }

    /// A span within another. Where its beginning is a clock time behind its end, it is that of the day before.
    public static func window(
        from: String?, to: String?, start: Timestamp, end: Timestamp, zoneSeconds: Int = 0
    ) throws(UserError) -> (from: Timestamp, to: Timestamp) {
        let last =
            try to.map { text throws(UserError) in
                try moment(text, start: start, end: end, zoneSeconds: zoneSeconds)
            } ?? end
        var first =
            try from.map { text throws(UserError) in
                try moment(text, start: start, end: end, zoneSeconds: zoneSeconds)
            } ?? start
        if let from, first >= last, clock(from) != nil, first - dayMs >= start { first = first - dayMs }
        if let from, to == nil, first >= end { throw UserError("--from \(from) lies behind the end of what there is") }
        if let to, last <= start { throw UserError("--to \(to) lies before the beginning of what there is") }
        guard first < last else { throw UserError("--from is not before --to") }
        return (first, last)
    }

    private static let dayMs: Int64 = 86_400_000

    /// `18:42` or `18:42:07` as milliseconds of a day; nil if it is anything else.
    static func clock(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return nil }
        let numbers = parts.compactMap { Int64($0) }
        guard numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        return (numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)) * 1_000
    }
}
