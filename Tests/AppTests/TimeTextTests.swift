// Times, durations, rates and sizes as people type them.

import Telemetry
import Testing

@testable import App

struct TimeTextTests {
    @Test(arguments: [("90s", 90_000), ("10m", 600_000), ("1h30m", 5_400_000), ("500ms", 500), ("2d", 172_800_000)])
    func durations(text: String, milliseconds: Int64) throws { #expect(try TimeText.duration(text) == milliseconds) }

    @Test(arguments: ["", "90", "s", "1x", "-1s", "99999999999999999999s", "1h30"]) func notDurations(text: String) {
        #expect(throws: UserError.self) { try TimeText.duration(text) }
    }

    @Test func moments() throws {
        let start = DemoOptions.defaultStart, end = start + 600_000
        #expect(try TimeText.moment("+90s", start: start, end: end) == start + 90_000)
        #expect(try TimeText.moment("-5m", start: start, end: end) == end - 300_000)
        #expect(try TimeText.moment("now", start: start, end: end) == end)
        #expect(try TimeText.moment("00:01:30", start: start, end: end) == start + 90_000)
        #expect(try TimeText.moment("2026-07-01T00:01:30Z", start: start, end: end) == start + 90_000)
        #expect(throws: UserError.self) { try TimeText.moment("soon", start: start, end: end) }
    }

    @Test func rates() throws {
        #expect(try RateText.parse("30k") == 30_000)
        #expect(try RateText.parse("0") == 0)
        #expect(throws: UserError.self) { try RateText.parse("fast") }
        var limit = RateLimit(bytesPerSecond: 1_000)
        let first = limit.allows(atMs: 0)
        limit.note(bytes: 6_000, atMs: 0)
        let full = limit.allows(atMs: 1_000)
        let later = limit.allows(atMs: 6_000)
        #expect(first && !full && later)
    }

    @Test func sizes() throws {
        #expect(try FrameOptions.size("168x50") == (168, 50))
        for bad in ["", "168", "0x5", "5x", "axb", "1001x5", "1x2x3"] {
            #expect(throws: UserError.self) { try FrameOptions.size(bad) }
        }
    }
}
