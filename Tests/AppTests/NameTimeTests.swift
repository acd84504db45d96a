// Times in the names of files: in whatever form people write them, and what only looks like one.

import Testing

@testable import App

struct NameTimeTests {
    @Test(arguments: [
        ("h1-20261130100010.prom", "2026-11-30T10:00:10Z", "h1-.prom"),
        ("h1-20261130100010250.prom", "2026-11-30T10:00:10.250Z", "h1-.prom"),
        ("h1-2026-11-30T12:00:10+02:00.prom", "2026-11-30T10:00:10Z", "h1-.prom"),
        ("h1-20261130T050010-0500.prom", "2026-11-30T10:00:10Z", "h1-.prom"),
        ("h1-20261130_100010-0100.prom", "2026-11-30T10:00:10Z", "h1--0100.prom"),
        ("h1-2026-11-30T10-00-10-0007.prom", "2026-11-30T10:00:10Z", "h1--0007.prom"),
        ("h1-2026-11-30T10:00:00.750Z.prom", "2026-11-30T10:00:00.750Z", "h1-.prom"),
        ("2026-11-30 10:00:50.prom", "2026-11-30T10:00:50Z", ".prom"),
        ("h1_2026-11-30_10-00-10.txt", "2026-11-30T10:00:10Z", "h1_.txt"),
        ("h1-1796032810.prom", "2026-11-30T10:00:10Z", "h1-.prom"),
        ("h1-1796032810123.prom", "2026-11-30T10:00:10.123Z", "h1-.prom"),
        ("h1-1796032810.123.prom", "2026-11-30T10:00:10.123Z", "h1-.prom"),
    ]) func timesAreRead(name: String, time: String, rest: String) throws {
        let found = try #require(NameTime(in: name))
        #expect(CSVExport.time(.init(milliseconds: found.timeMs)) == time)
        var left = name
        left.removeSubrange(found.range)
        #expect(left == rest)
    }

    @Test(arguments: [
        "h1.prom", "10.0.0.1.prom", "h1-2026-11-30.prom", "20269930100010.prom", "sn-99960328101234.prom",
        "sn20231112131415-a.prom", "rack1234567890.prom",
    ])
    func whatIsNoTimeIsNone(name: String) { #expect(NameTime(in: name) == nil) }
}
