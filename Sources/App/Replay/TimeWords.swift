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
            let length = try duration(words.joined())
            return last == "ago" ? now - length : now + length
        }
        if let clock = clock(text, day: now, zoneSeconds) { return clock }
        return try TimeText.moment(text, start: start, end: end)
    }

    /// `3min`, `2 hours`, `90s`.
    private static func duration(_ text: String) throws(UserError) -> Int64 {
        let units = [
            ("seconds", "s"), ("second", "s"), ("secs", "s"), ("sec", "s"), ("minutes", "m"), ("minute", "m"),
            ("mins", "m"), ("min", "m"), ("hours", "h"), ("hour", "h"), ("days", "d"), ("day", "d"),
        ]
        for (word, letter) in units where text.hasSuffix(word) {
            return try TimeText.duration(String(text.dropLast(word.count)) + letter)
        }
        return try TimeText.duration(text)
    }

    /// `18:42` or `18:42:07` on the day of `day` in the zone.
    private static func clock(_ text: String, day: Timestamp, _ zoneSeconds: Int) -> Timestamp? {
        let full = text.count == 5 ? text + ":00" : text
        guard full.count == 8, let time = CivilTime.parse("\(CivilTime(day, offsetSeconds: zoneSeconds).date)T\(full)Z")
        else { return nil }
        return time - Int64(zoneSeconds) * 1_000
    }
}
