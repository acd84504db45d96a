// As an on-call engineer would: from the hall to the place, its cause and its beginning, by the keys of docs/requirements.md.

import Console
import Screen
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct ScenarioKeysTests {
    static let cases: [(Scenario, [Key], [String])] = [
        (.gpuOffBus, [.character("w"), .enter, .enter, .enter], ["GPU gone", "last XID", "XID"]),
        (.darkRack, [.character("w"), .enter], ["unreachable"]),
        (.deadTray, [.character("w"), .enter, .enter], ["unreachable", "HOST"]),
        (.straggler, [.character("w"), .character("5")], ["straggler", "σ"]),
        (.hotTray, [.character("w"), .enter, .enter, .enter], ["hot", "temperature"]),
        (.nvlinkDown, [.character("w"), .enter, .enter], ["NVLink links down"]),
        (.eccStorm, [.character("w"), .enter, .enter, .enter], ["ECC"]),
        (.throttling, [.character("w"), .enter, .enter, .enter], ["throttled"]),
        (.frozenExporter, [.character("w"), .enter, .enter], ["frozen"]),
    ]

    @Test(arguments: cases) func underTenKeys(scenario: Scenario, keys: [Key], words: [String]) {
        var options = DemoOptions()
        options.gpus = 720
        options.scenario = scenario
        let snapshot = OneShot.play(options, to: options.start + 90_000).snapshot
        let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        var state = ConsoleState()
        for key in keys { _ = state.press(key, scene: scene, keys: .standard) }
        #expect(keys.count < 10)
        let canvas = Composer.compose(scene, state, width: 168, height: 50).canvas
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
        for word in words { #expect(text.contains(word), "\(scenario.rawValue): \(word) in\n\(text)") }
    }

    /// All of a job spin and one does not: `w` and Enter on its alarm lead to that one.
    @Test(arguments: [1, 2] as [UInt64]) func aHangLeadsToTheOddOne(seed: UInt64) throws {
        var options = DemoOptions()
        options.gpus = 576
        options.seed = seed
        options.scenario = .jobHang
        let (board, snapshot) = AlertsOneShot.play(options, to: options.start + 200_000, RuleFiles.standard)
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        scene.alerts = board
        let alarm = try #require(board.alarms.firstIndex { $0.name == "JobHangs" })
        let topology = snapshot.topology
        func isOdd(_ state: ConsoleState) -> Bool {
            guard let gpu = state.selection.gpu(in: topology) else { return false }
            return snapshot.value(.gpuUtil, gpu) < 0.1
        }
        var state = ConsoleState()
        for key in [Key.character("w"), .character("3")] { _ = state.press(key, scene: scene, keys: .standard) }
        #expect(state.view == .tray && isOdd(state))
        var other = ConsoleState()
        _ = other.press(.character("8"), scene: scene, keys: .standard)
        for _ in 0..<alarm { _ = other.press(.down, scene: scene, keys: .standard) }
        _ = other.press(.enter, scene: scene, keys: .standard)
        #expect(other.view == .gpu && isOdd(other))
    }
}
