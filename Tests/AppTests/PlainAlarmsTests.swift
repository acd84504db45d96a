// An alarm is a line once it has settled, another when it has become something else, and one when it is over.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct PlainAlarmsTests {
    /// Boards of a demo hall, a second each.
    private static func boards(_ scenario: String, seconds: Int) throws -> [AlertBoard] {
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
            return store.close(upTo: from + 1_300).map { engine.evaluate($0) }
        }
    }

    @Test func aDarkRackIsOneLineWithItsNextStep() throws {
        var alarms = PlainAlarms()
        let lines = try Self.boards("dark-rack", seconds: 40).flatMap { alarms.lines($0) { _ in "then" } }
        let last = try #require(lines.last)
        #expect(last.contains("72 of 72 GPUs silent") && last.contains("next: look at management switch"), "\(lines)")
        #expect(lines.count <= 3, "\(lines)")
        let again = try Self.boards("dark-rack", seconds: 40).suffix(1).flatMap { alarms.lines($0) { _ in "then" } }
        #expect(again.isEmpty)
    }
}
