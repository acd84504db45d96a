// Dates and times of day from milliseconds, both ways.

import Telemetry
import Testing

struct CivilTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-07-01T00:00:00Z", 1_782_864_000_000),
        ("2024-02-29T23:59:59.250Z", 1_709_251_199_250),
        ("2026-07-01T02:00:00+02:00", 1_782_864_000_000), ("1969-12-31T23:59:59Z", -1_000),
    ])
    func readsRFC3339(text: String, milliseconds: Int64) {
        #expect(CivilTime.parse(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-07-01 00:00:00Z", "2026-07-01T00:00:00", "x",
    ])
    func refusesTheRest(text: String) { #expect(CivilTime.parse(text) == nil) }

    @Test func spelledAndReadAgain() {
        for milliseconds in stride(from: Int64(-5_000_000_000_000), to: 9_000_000_000_000, by: 777_777_777_000) {
            let civil = CivilTime(Timestamp(milliseconds: milliseconds))
            guard (1000...9999).contains(civil.year) else { continue }
            #expect(CivilTime.parse("\(civil.date)T\(civil.clock)Z")?.milliseconds == milliseconds)
        }
    }
}
