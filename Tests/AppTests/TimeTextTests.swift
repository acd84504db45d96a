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

    /// A clock time is on the last day that has it; a span over midnight begins on the day before.
    @Test func clocksOfSeveralDays() throws {
        let start = DemoOptions.defaultStart + 86_340_000, end = start + 120_000
        #expect(try TimeText.moment("00:00:30", start: start, end: end) == start + 90_000)
        #expect(try TimeText.moment("23:59:30", start: start, end: end) == start + 30_000)
        #expect(try TimeText.moment("02:00:30", start: start, end: end, zoneSeconds: 7_200) == start + 90_000)
        #expect(
            try TimeText.moment("2026-07-02 02:00:30", start: start, end: end, zoneSeconds: 7_200) == start + 90_000)
        let night = try TimeText.window(from: "23:59:50", to: "00:00:10", start: start, end: end)
        #expect(night.from == start + 50_000 && night.to == start + 70_000)
        let week = try TimeText.window(from: "23:50", to: "00:10", start: start, end: start + 6 * 86_400_000 + 300_000)
        #expect(week.to - week.from == 1_200_000)
        #expect(throws: UserError.self) { try TimeText.window(from: "-1s", to: "-2s", start: start, end: end) }
    }

    @Test(arguments: [
        ("3 min ago", -180_000), ("1.5 min ago", -90_000), ("an hour ago", -3_600_000), ("1 week ago", -604_800_000),
        ("1 hour 2 min later", 3_720_000), ("1h30m ago", -5_400_000), ("90 seconds ago", -90_000),
        ("yesterday", -86_400_000), ("2 days ago", -172_800_000),
    ]) func wordsOfTime(text: String, offset: Int64) throws {
        let now = DemoOptions.defaultStart
        #expect(try TimeWords.moment(text, now: now, start: now - 1, end: now + 1) == now + offset)
    }

    @Test(arguments: ["ago", "x ago", "3 parsecs ago", "ago 3 min"]) func noWordsOfTime(text: String) {
        let now = DemoOptions.defaultStart
        #expect(throws: UserError.self) { try TimeWords.moment(text, now: now, start: now - 1, end: now + 1) }
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
