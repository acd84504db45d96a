// The playbook's questions from the hall view in at most three keys: what the screens then say.

import Alerting
import Console
import Facility
import Screen
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct PlaybookTests {
    struct Item: Sendable, CustomTestStringConvertible {
        let question: String
        let scenario: Scenario
        let seconds: Int
        /// Words of the alerts view, after one key; and of the place, after two.
        let alerts: [String]
        let place: [String]
        var testDescription: String { question }
    }

    static let items = [
        Item(
            question: "6.1 a job died", scenario: .jobDeath, seconds: 110,
            alerts: ["XID 95", "job train", "first", "with it"],
            place: ["XID"]),
        Item(
            question: "6.3 off the bus", scenario: .gpuOffBus, seconds: 75, alerts: ["GPUGone", "power cycle"],
            place: ["GPU gone"]),
        Item(
            question: "6.4 tray gone", scenario: .deadTray, seconds: 75,
            alerts: ["HostRefuses", "no page has answered"],
            place: ["unreachable"]),
        Item(
            question: "6.5 NVLink", scenario: .nvlinkSwitch, seconds: 75,
            alerts: ["NVLinkDown", "72/72", "switch tray"],
            place: ["NVLink down"]),
        Item(
            question: "6.6 heat", scenario: .hotTray, seconds: 100, alerts: ["ThermalMargin", "cold plates"],
            place: ["hot"]),
        Item(
            question: "6.8 power", scenario: .powerBrake, seconds: 75, alerts: ["PowerBrake", "power feed"],
            place: ["throttled"]),
    ]

    @Test(arguments: items) func twoKeysAnswer(_ item: Item) {
        let feed = SampleFeed(gpus: 576, seed: 2, scenario: item.scenario)
        feed.play(0..<item.seconds)
        var scene = Scene(snapshot: feed.store.snapshot, health: Health(feed.store.snapshot), mode: "demo")
        scene.alerts = feed.board
        var state = ConsoleState()
        _ = state.apply(.view(.alerts), scene: scene)
        let first = text(scene, state)
        for word in item.alerts { #expect(first.contains(word), "\(item.question): no \"\(word)\" in\n\(first)") }
        _ = state.apply(.open, scene: scene)
        let second = text(scene, state)
        for word in item.place { #expect(second.contains(word), "\(item.question): no \"\(word)\" in\n\(second)") }
    }

    @Test func aLeakStaysUntilSomebodySaysSo() throws {
        let catalogue = Catalogue.standard
        let leak = try #require(catalogue.metric(named: "leak_health"))
        let rule = try #require(RuleFiles.standard.rule(named: "CoolantLeak"))
        #expect(rule.isLatched && rule.severity == .emergency && rule.needs == [leak])
        var track = RuleTrackProbe(rule)
        #expect(track.look(true, at: 1_000) == 1)
        #expect(track.look(false, at: 100_000) == 1)
        #expect(track.look(false, at: 100_000_000) == 1)
    }

    private func text(_ scene: Scene, _ state: ConsoleState) -> String {
        CanvasText.write(Composer.compose(scene, state, width: 140, height: 45).canvas, Lowering(depth: .truecolor))
    }

    /// Wherever `w` and Enter lead, the place says which alarm it takes part in, and since when.
    @Test(arguments: [
        Scenario.hotTray, .nvlinkDown, .deadTray, .eccStorm, .throttling, .gpuOffBus, .darkRack, .jobHang,
    ])
    func thePlaceSaysSinceWhen(_ scenario: Scenario) throws {
        let feed = SampleFeed(gpus: 576, seed: 2, scenario: scenario)
        feed.play(0..<200)
        var scene = Scene(snapshot: feed.store.snapshot, health: Health(feed.store.snapshot), mode: "demo")
        scene.alerts = feed.board
        #expect(!scene.alerts.alarms.isEmpty)
        var state = ConsoleState()
        for command in [Command.nextTrouble, .open, .open] { _ = state.apply(command, scene: scene) }
        #expect(state.view == .tray)
        let screen = text(scene, state)
        let sinces = scene.alerts.alarms.map { "\($0.name) since \(CivilTime($0.leadSince ?? $0.since).clock)" }
        #expect(sinces.contains { screen.contains($0) }, "\(sinces) not in\n\(screen)")
    }

    /// A hall that nobody sees is no warning, and what died before does not date it.
    @Test func aHallThatRefusesIsCriticalAndDatedByTheMany() throws {
        let topology = StandardHall.topology(gpus: 576)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        let engine = AlertEngine(RuleFiles.standard)
        var board = AlertBoard.empty
        for second in 0..<100 {
            let time = start + Int64(second) * 1_000 + 200
            for tray in topology.trays.indices {
                let isDead = second >= 60 || tray == 5 && second >= 20
                store.accept(
                    isDead
                        ? .failed(target: tray, time: time, .refused)
                        : Self.page(topology.trays[tray], tray, time, second))
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
            board = engine.evaluate(store.snapshot, acknowledged: [:])
        }
        let worst = try #require(board.alarms.first)
        #expect(worst.severity == .critical && worst.family == .silence && worst.memberCount >= 500)
        #expect(worst.since >= start + 58_000, "since \(CivilTime(worst.since).clock)")
        #expect(worst.key == "silence/\(worst.placeName)" && worst.keys.contains(worst.key))
    }

    private static func page(_ tray: Tray, _ target: Int, _ time: Timestamp, _ second: Int) -> ScrapeResult {
        let series = (0..<tray.gpus.count).map {
            SeriesTable.Series(
                name: "power", labels: "gpu=\($0)", metric: .powerWatts, factor: 1, host: 0, gpu: $0)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host],
            gpus: series.indices.map { (0, GPUIdentity(ordinal: $0)) })
        let values = PageValues()
        values.resize(to: series.count)
        for index in series.indices { values[index] = 900 + Double(second) }
        return .page(Batch(target: target, time: time, table: table, values: values, bytes: 100))
    }
}
