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
}
