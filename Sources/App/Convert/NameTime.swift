// The time that a file's name says: RFC 3339 and its compact and dashed forms, with fraction and offset, or seconds or milliseconds since 1970.
// A date alone is no time.

import Telemetry

/// When, and which part of the name says so. Digits behind a letter are a number of something: `sn20231112131415` is no time.
struct NameTime {
    let timeMs: Int64
    let range: Range<String.Index>

    /// The first time in a name, nil if it has none. Without an offset it is UTC.
    init?(in name: String) {
        guard let found = Self.calendar(name) ?? Self.epoch(name) else { return nil }
        self = found
    }

    private init(_ timeMs: Int64, _ range: Range<String.Index>) {
        self.timeMs = timeMs
        self.range = range
    }

    private static func calendar(_ name: String) -> NameTime? {
        let form =
            #/
            (?:^|[^0-9A-Za-z]) ((?:19|20|21)\d\d) [\-_.]? (\d\d) [\-_.]? (\d\d) ([Tt_\x20\-.]?) (\d\d) [:\-_.]? (\d\d) [:\-_.]? (\d\d)
            (?: [.,] (\d{1,9}) | (\d{3} | \d{6} | \d{9}) )?
            ([Zz] | [+\-] \d\d [:\-]? \d\d)?
            (?!\d)
            /#
        guard let match = name.firstMatch(of: form)?.output else { return nil }
        let fraction = match.8 ?? match.9 ?? "0"
        var zone = "Z", end = match.0.endIndex
        if let written = match.10, written.lowercased() != "z" {
            if let offset = offset(written, isBehindT: match.4.lowercased() == "t") {
                zone = offset
            } else {
                end = written.startIndex
            }
        }
        let text = "\(match.1)-\(match.2)-\(match.3)T\(match.5):\(match.6):\(match.7).\(fraction)\(zone)"
        return CivilTime.parse(text).map { NameTime($0.milliseconds, match.1.startIndex..<end) }
    }

    /// `+02:00`, nil if it is rather a number that follows the time.
    private static func offset(_ text: Substring, isBehindT: Bool) -> String? {
        let digits = text.filter(\.isNumber), hours = digits.prefix(2), minutes = digits.suffix(2)
        guard let count = Int(hours), count <= 14, ["00", "15", "30", "45"].contains(minutes) else { return nil }
        // 20261130_100000-0100 is page 100.
        guard text.hasPrefix("+") || text.contains(":") || isBehindT && text.count == 5 else { return nil }
        return "\(text.prefix(1))\(hours):\(minutes)"
    }

    private static func epoch(_ name: String) -> NameTime? {
        guard
            let match = name.firstMatch(of: #/(?:^|[^0-9A-Za-z])(1\d{9})(?:[.,]?(\d{3}|\d{6}|\d{9}))?(?!\d)/#)?.output,
            let seconds = Int64(match.1), let milliseconds = Int64((match.2 ?? "000").prefix(3))
        else { return nil }
        return NameTime(seconds * 1_000 + milliseconds, match.1.startIndex..<match.0.endIndex)
    }
}
