// What a plain log says while a hall goes wrong: every cause once, in words that read well.

import Console
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct PlainReportTests {
    /// The lines of a demo hall's first seconds, one list for all slots.
    private func lines(_ scenario: String, seconds: Int64) throws -> [String] {
        var options = DemoOptions()
        options.gpus = 1_152
        options.scenario = try Choice.parse(scenario, "scenario")
        let topology = options.topology
        let feed = options.feed(topology)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
        var report = PlainReport()
        var health: Health?
        var lines: [String] = []
        for second in 0..<seconds {
            let from = options.start + second * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            guard let snapshot = store.close(upTo: from + 1_300) else { continue }
            let now = Health(snapshot)
            lines += report.lines(now.troubles, topology)
            health = now
        }
        return lines
    }

    @Test func aDarkRackIsOneLine() throws {
        let lines = try lines("dark-rack", seconds: 75)
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        #expect(line.contains(#/^critical rack [A-H][0-9]{2}: unreachable, 72 GPUs, connect timed out$/#), "\(line)")
    }

    @Test func aLostGPUIsNamedWithItsCode() throws {
        let lines = try lines("gpu-off-bus", seconds: 75)
        #expect(lines.count == 1 || lines.count == 2, "\(lines)")
        let last = try #require(lines.last)
        #expect(
            last.contains(#/^critical GPU [A-H][0-9]{2}/t[0-9]{2}/g[0-3]: GPU gone, XID 79( \(before: XID 79\))?$/#),
            "\(last)")
        #expect(!lines.contains { $0.contains("XID XID") || $0.contains("1 GPUs") || $0.hasPrefix("over") }, "\(lines)")
    }

    @Test func aMixOfFaultsSaysEachPlaceOnce() throws {
        let lines = try lines("mixed", seconds: 75)
        let begun = lines.filter { !$0.hasPrefix("over") }.map { $0.split(separator: ":")[0] }
        #expect(Set(begun).count >= 9, "\(lines)")
        #expect(lines.allSatisfy { !$0.contains(" 1 GPUs") && !$0.contains("XID XID") }, "\(lines)")
    }
}
