// An alarm is a line once it has settled, another when it has become something else, and one when it is over. What stood before is one at
// once.

import Alerting
import Console
import Storage
import Telemetry
import Testing

@testable import App

struct PlainAlarmsTests {
    /// Boards of a demo hall, a second each.
    private static func boards(_ scenario: String, seconds: Int) throws -> [AlertBoard] {
        try moments(scenario, seconds: seconds).map(\.board)
    }

    private static func moments(_ scenario: String, seconds: Int) throws -> [(snapshot: Snapshot, board: AlertBoard)] {
        var options = DemoOptions()
        options.gpus = 576
        options.scenario = try #require(.init(rawValue: scenario))
        let feed = options.feed(options.topology)
        let store = Store(
            topology: options.topology, catalogue: .standard, targets: feed.targets, start: options.start, hotSlots: 90)
        let engine = AlertEngine(RuleFiles.standard)
        return (0..<seconds).compactMap { second in
            let from = options.start + Int64(second) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            return store.close(upTo: from + 1_300).map { ($0, engine.evaluate($0)) }
        }
    }

    @Test func aDarkRackIsOneLineWithItsNextStep() throws {
        var alarms = PlainAlarms()
        let lines = try Self.boards("dark-rack", seconds: 40).flatMap { alarms.lines($0) { _ in "then" } }
        let last = try #require(lines.last)
        #expect(last.contains("all 72 GPUs silent") && last.contains("next: look at management switch"), "\(lines)")
        #expect(lines.count <= 3, "\(lines)")
        let again = try Self.boards("dark-rack", seconds: 40).suffix(1).flatMap { alarms.lines($0) { _ in "then" } }
        #expect(again.isEmpty)
    }

    /// Who begins to listen in the middle, or hears one moment alone, hears what stands; what began just now settles first.
    @Test func whatStoodBeforeIsSaidAtOnce() throws {
        let boards = try Self.boards("dark-rack", seconds: 40)
        var late = PlainAlarms()
        let lines = late.lines(try #require(boards.last)) { _ in "then" }
        #expect(lines.contains { $0.hasPrefix("alarm ") && $0.contains("all 72 GPUs silent") }, "\(lines)")
        #expect(late.lines(try #require(boards.last)) { _ in "then" }.isEmpty)
        // A slot of a minute: all of it began within it.
        var coarse = PlainAlarms()
        #expect(coarse.lines(try #require(boards.last), stepMs: 60_000) { _ in "then" }.isEmpty)
        // Where nobody asked the rules nobody has listened yet.
        var silent = PlainAlarms()
        #expect(silent.lines(.silent("nobody asked")) { _ in "then" }.isEmpty)
        #expect(silent.lines(try #require(boards.last)) { _ in "then" } == lines)
    }

    @Test func theSummaryCountsWhatTheBoardHas() throws {
        let moments = try Self.moments("dark-rack", seconds: 40)
        let last = try #require(moments.last)
        let critical = last.board.alarms.count { $0.severity >= .critical }
        try #require(critical > 0)
        let summary = PlainLoop.summary(last.snapshot, Health(last.snapshot), last.board)
        #expect(summary.contains(", \(Figures.counted(critical, "critical alarm")), "), "\(summary)")
        let first = try #require(moments.first { !$0.board.alarms.isEmpty })
        let early = PlainLoop.summary(first.snapshot, Health(first.snapshot), first.board)
        let words = [
            Figures.counted(first.board.alarms.count { $0.severity >= .critical }, "critical alarm"),
            Figures.counted(first.board.count(.warning), "warning"),
        ]
        #expect(early.hasSuffix(words.joined(separator: ", ")), "\(early)")
    }
}
