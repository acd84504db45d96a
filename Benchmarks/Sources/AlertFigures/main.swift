// Milliseconds of one evaluation of all default rules and stragglers over the full demo hall, through the ordinary path; then those of a NetBox export.
// Run: swift run -c release --package-path Benchmarks AlertFigures [SCENARIO]

import Alerting
import App
import Facility
import Simulator
import Storage
import Telemetry

var options = DemoOptions()
if let name = CommandLine.arguments.dropFirst().first, let scenario = Scenario(rawValue: name) {
    options.scenario = scenario
}
let topology = options.topology
let feed = options.feed(topology)
let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
let engine = AlertEngine(RuleFiles.standard)
let clock = ContinuousClock()
var times: [(ms: Double, second: Int)] = []
var board = AlertBoard.empty
for second in 0..<100 {
    let from = options.start + Int64(second) * 1_000
    feed.play(from: from, to: from + 1_000, into: store)
    guard let snapshot = store.close(upTo: from + 1_300) else { continue }
    let took = clock.measure { board = engine.evaluate(snapshot) }
    times.append((Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1e3, second))
}
times.removeFirst(min(5, times.count))
times.sort { $0.ms < $1.ms }
print(
    "\(topology.gpuCount) GPUs, \(topology.trays.count) hosts, \(engine.book.rules.count) rules, scenario \(options.scenario.rawValue): "
        + "median \(times[times.count / 2].ms) ms, p95 \(times[times.count * 95 / 100].ms) ms, worst \(times[times.count - 1].ms) ms; \(board.alarms.count) alarms"
)
print("slowest: " + times.suffix(8).reversed().map { "second \($0.second) \(Int($0.ms)) ms" }.joined(separator: ", "))
NetBoxFigure.say()
