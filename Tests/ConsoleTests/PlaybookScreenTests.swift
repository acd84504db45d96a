// The playbook's questions, each from the hall view in at most three keys: the screens that answer them, as glyphs and roles in files,
// and the words without which they would not.

import Alerting
import Console
import Screen
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct PlaybookScreenTests {
    struct Shot: Sendable {
        let name: String
        let keys: [Key]
        let words: [String]
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let scenario: Scenario
        let seconds: Int64
        let shots: [Shot]
        var testDescription: String { shots[0].name }
    }

    private static func key(_ text: String) -> [Key] {
        text.unicodeScalars.map { $0 == "⏎" ? .enter : .character($0) }
    }

    static let stories = [
        Story(
            scenario: .jobDeath, seconds: 92,
            shots: [
                Shot(
                    name: "6.1-job-died", keys: key("8"),
                    words: [
                        "JobFell job train-42, 144/144", "A01 72/72 · A02 72/72",
                        "odd      A02/t01/g0 XID 95",
                        "A02/t01/g0 XID 95 uncontained error · ",
                    ]),
                Shot(name: "6.1-job-map", keys: key("wJ"), words: ["train-42", "144 GPUs"]),
            ]),
        Story(
            scenario: .jobHang, seconds: 150,
            shots: [
                Shot(
                    name: "6.1-job-hangs", keys: key("8"),
                    words: [
                        "utilisation 100.0 %, power 207 W", "odd      A02/t01/g0 utilisation 0.0 %",
                        "does not spin: A02/t01/g0", "A02/t01/g0 is unlike the others",
                    ])
            ]),
        Story(
            scenario: .slowGPU, seconds: 390,
            shots: [
                Shot(name: "6.2-straggler", keys: key("8"), words: ["Straggler", "A02/t06/g2", "of 5"]),
                Shot(name: "6.2-outliers", keys: key("8⏎5"), words: ["1 A02/t06/g2"]),
            ]),
        Story(
            scenario: .gpuOffBus, seconds: 90,
            shots: [
                Shot(
                    name: "6.3-off-the-bus", keys: key("8"),
                    words: ["GPUGone", "last     SM activity", "3 of 4 GPUs of A02/t06 report", "XID 79"]),
                Shot(name: "6.3-last-values", keys: key("8⏎"), words: ["gone since 00:00:40", "53 s ago"]),
            ]),
        Story(
            scenario: .deadTray, seconds: 90,
            shots: [
                Shot(
                    name: "6.4-tray-gone", keys: key("8"),
                    words: ["unreachable: connection refused, last 00:00:33", "BMC      blind", "A02 68/72", "up 218d"])
            ]),
        Story(
            scenario: .nvlinkDown, seconds: 90,
            shots: [
                Shot(
                    name: "6.5-tray-connector", keys: key("8"),
                    words: [
                        "down: A02/t06 g0 2 g1 2 g2 2 g3 2", "one tray", "a02-c06 (U21)",
                        "nvsw 1 to 9 of A02 (U24 to U32)",
                    ])
            ]),
        Story(
            scenario: .nvlinkSwitch, seconds: 90,
            shots: [
                Shot(name: "6.5-switch-tray", keys: key("8"), words: ["all 72 GPUs of A02 miss 2 each", "switch tray"])
            ]),
        Story(
            scenario: .leafFlap, seconds: 125,
            shots: [
                Shot(
                    name: "6.5-leaf", keys: key("8"),
                    words: [
                        "288 GPUs behind them", "leaf-A1: 57 of 72 hosts with a port down now", "mlx5_",
                        "links downed",
                    ])
            ]),
        Story(
            scenario: .hotTray, seconds: 120,
            shots: [
                Shot(
                    name: "6.6-heat", keys: key("8"),
                    words: ["4 GPUs hot in 1 tray of 1 rack", "l/min", "same height elsewhere", "t06    91 °C"]),
                Shot(name: "6.6-rack", keys: key("w⏎"), words: ["±height", "+26"]),
            ]),
        Story(
            scenario: .powerBrake, seconds: 90,
            shots: [
                Shot(
                    name: "6.8-power", keys: key("8"),
                    words: [
                        "HW power brake 288", "8 shelves' 264 kW", "feed PDU-A1", "MW/s over", "capped   blind",
                        "of the site's 44.0 MW",
                    ])
            ]),
    ]

    @Test(arguments: stories) func atMostThreeKeys(_ story: Story) throws {
        var options = DemoOptions()
        options.gpus = 288
        options.seed = 2
        options.scenario = story.scenario
        let (board, snapshot) = AlertsOneShot.play(
            options, to: options.start + story.seconds * 1_000, RuleFiles.standard)
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        scene.alerts = board
        for shot in story.shots { try look(shot, scene) }
    }

    @Test func aLeakSaysWhatHangsOnIt() throws {
        let words = [
            "Chassis_0_LeakDetector_1_ColdPlate: leak", "17 other trays dry", "water falls on A02/t05 to A02/t01",
            "loop     CDU-A1", "valves   blind",
        ]
        try look(Shot(name: "6.7-leak", keys: Self.key("8"), words: words), LeakHall.scene())
    }

    private func look(_ shot: Shot, _ scene: Scene) throws {
        var scene = scene
        scene.xids = RuleFiles.standard.xids
        var state = ConsoleState()
        #expect(state.view == .hall && shot.keys.count <= 3)
        for key in shot.keys { _ = state.press(key, scene: scene, keys: .standard) }
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: 140, height: 45).canvas
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
        for word in shot.words { #expect(text.contains(word), "\(shot.name): no \"\(word)\" in\n\(text)") }
        try Golden.compare(RoleGrid.write(canvas), "playbook-\(shot.name)")
    }
}
