// Moments as people say them: the contract's TIME, and `3 min ago`, `2h later`, `start`, `end`.

import Telemetry

/// Reads moments typed on the screen's command line.
public enum TimeWords {
    /// - Parameters:
    ///   - now: the moment on the screen; `ago` and `later` count from it, `-5m` from the end, as everywhere.
    ///   - zoneSeconds: a bare clock time is read in the screen's zone.
    public static func moment(_ text: String, now: Timestamp, start: Timestamp, end: Timestamp, zoneSeconds: Int = 0)
        throws(UserError) -> Timestamp
    {
        var words = text.lowercased().split(separator: " ").map(String.init)
        if words == ["start"] { return start }
        if words == ["end"] || words == ["now"] { return end }
        if let last = words.last, last == "ago" || last == "later" {
            words.removeLast()
            let length = try duration(words, text)
            return last == "ago" ? now - length : now + length
        }
        if words == ["yesterday"] { return now - 86_400_000 }
        if let ofDay = TimeText.clock(text) {
            let day = CivilTime.parse("\(CivilTime(now, offsetSeconds: zoneSeconds).date)T00:00:00Z") ?? now
            let time = day - Int64(zoneSeconds) * 1_000 + ofDay
            // Where that is not recorded, another day may have it.
            if (start...end).contains(time) { return time }
            let other = try TimeText.moment(text, start: start, end: end, zoneSeconds: zoneSeconds)
            return (start...end).contains(other) ? other : time
        }
        return try TimeText.moment(text, start: start, end: end, zoneSeconds: zoneSeconds)
    }

    private static let units: [(word: String, milliseconds: Double)] = [
        ("ms", 1), ("s", 1_000), ("sec", 1_000), ("second", 1_000), ("m", 60_000), ("min", 60_000), ("minute", 60_000),
        ("h", 3_600_000), ("hour", 3_600_000), ("d", 86_400_000), ("day", 86_400_000), ("week", 604_800_000),
    ]

    /// `3min`, `2 hours`, `90s`, `1h30m`, `an hour`, `1.5 min`, `1 hour 2 min`.
    private static func duration(_ words: [String], _ text: String) throws(UserError) -> Int64 {
        var rest = Substring(words.map { $0 == "a" || $0 == "an" ? "1" : $0 }.joined())
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            let unit = units.first { $0.word == word || $0.word + "s" == word }
            guard let count = Double(number), count < 1e9, let unit else {
                throw UserError("\"\(text)\" is no time; write 3 min ago, 1h30m ago, 18:42:07 or yesterday")
            }
            total += count * unit.milliseconds
        }
        guard !words.isEmpty else { throw UserError("\"\(text)\" is no time; write 3 min ago") }
        return Int64(total.rounded())
    }
}
