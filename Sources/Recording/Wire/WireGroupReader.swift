// The mirror of `WireGroup`: scrapes of a group's ticks in the order they were written.

import Telemetry

/// Decoder of one group, span by span.
struct WireGroupReader {
    /// No page has more.
    static let seriesLimit = 2_000_000

    private var coders: [Int: (layout: Int, coder: PageCoder)] = [:]
    private var lastTimes: [Int: Int64] = [:]

    /// The scrapes of the next tick; nil if the bytes are damaged, and then the rest of the span is unreadable too.
    mutating func scrapes(_ segment: [UInt8], words: Words) -> [WireScrape]? {
        guard !segment.isEmpty else { return [] }
        var reader = ByteReader(segment)
        var result: [WireScrape] = []
        for _ in 0..<reader.count() {
            let target = reader.integer()
            let time = lastTimes[target, default: 0] &+ reader.signed()
            lastTimes[target] = time
            let layout = reader.integer()
            guard reader.isValid, target >= 0, layout >= 0 else { return nil }
            let moment = Timestamp(milliseconds: time)
            if layout == 0 {
                let failure = words[Int64(bitPattern: reader.number())].map(FailureText.read)
                result.append(
                    WireScrape(target: target, time: moment, code: 0, numbers: [], failure: failure ?? .empty))
                continue
            }
            if coders[target]?.layout != layout {
                let series = reader.integer()
                guard reader.isValid, (0...Self.seriesLimit).contains(series), series <= segment.count else {
                    return nil
                }
                coders[target] = (layout, PageCoder(series: series))
            }
            guard coders[target]!.coder.decode(&reader) else { return nil }
            result.append(
                WireScrape(
                    target: target, time: moment, code: layout, numbers: coders[target]!.coder.values, failure: nil))
        }
        return reader.isValid ? result : nil
    }
}
