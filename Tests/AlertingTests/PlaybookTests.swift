// The playbook's questions from the hall view in at most three keys: what the screens then say.

import Alerting
import Console
import Facility
import Screen
import Simulator
import Storage
import Telemetry
import Testing

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
            question: "6.4 tray gone", scenario: .deadTray, seconds: 75, alerts: ["HostExporterDead", "host answers"],
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
}
