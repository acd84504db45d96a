// Heat on the moment's own scale: wider colours for small differences, round ends, and always marked as what it is.

import Console
import Screen
import Telemetry
import Testing

@testable import App
@testable import Console

struct AutoScaleTests {
    private func text(_ state: ConsoleState, ascii: Bool = false) -> String {
        let canvas = Composer.compose(Self.scene, state, width: 168, height: 50).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor, ascii: ascii))
    }

    static let scene = SmallHall.scene(gpus: 144)

    @Test func aKeyAndACommandChooseItAndTheLegendSaysSo() {
        var state = ConsoleState()
        #expect(!text(state).contains("auto ≤"))
        _ = state.press(.character("A"), scene: Self.scene, keys: .standard)
        #expect(state.isAutoScaled && text(state).contains("auto ≤ 8"))
        #expect(text(state, ascii: true).contains("auto < 8"))
        for (line, expected) in [("scale fixed", false), ("scale auto", true), ("scale f", false)] {
            _ = state.press(.character(":"), scene: Self.scene, keys: .standard)
            for scalar in line.unicodeScalars {
                _ = state.press(.character(scalar), scene: Self.scene, keys: .standard)
            }
            _ = state.press(.enter, scene: Self.scene, keys: .standard)
            #expect(state.isAutoScaled == expected, "\(line)")
        }
        #expect(Completion(scene: Self.scene, state: prompted).offers("scale ") == ["scale auto", "scale fixed"])
    }

    private var prompted: ConsoleState {
        var state = ConsoleState()
        state.prompt = Prompt(.command)
        return state
    }

    @Test func smallDifferencesTakeTheWholeScaleAndOneOddValueDoesNot() throws {
        var state = ConsoleState()
        func levels(_ state: ConsoleState) -> [UInt8] {
            var state = state
            state.settle(Self.scene)
            let source = HeatSource(Self.scene, state)
            return (0..<144).filter { $0 / 4 != 1 }.map { source.level(Double(source.value(gpu: $0))) }
        }
        let fixed = levels(state)
        state.isAutoScaled = true
        let auto = levels(state)
        func spread(_ levels: [UInt8]) -> Int {
            let calm = levels.enumerated().filter { $0.offset != 5 }.map { Int($0.element) }
            return calm.max()! - calm.min()!
        }
        #expect(spread(auto) > 4 * spread(fixed))
        #expect(auto[5] == 0, "GPU 9 lies far below the others")
        let range = try #require(AutoScale.range(Self.scene.snapshot, .smActive))
        #expect(range.lowerBound > 0.8 && range.upperBound < 0.95)
        #expect(AutoScale.range(Self.scene.snapshot, .tensorActive) == nil)
    }

    @Test func endsAreRoundAndNeverOne() {
        let metric = Catalogue.standard[.powerWatts]
        for (low, high) in [(0.0, 0.0), (3, 3), (-5, 7), (997.3, 1_203.4), (1e9, 1e9 + 1), (0.1, 0.1001)] {
            let range = AutoScale.around(low, high, metric)
            #expect(range.lowerBound <= low && range.upperBound >= high && range.upperBound > range.lowerBound)
        }
        #expect(AutoScale.around(997.3, 1_203.4, metric) == 950...1_250)
        #expect([0.3, 1, 1.1, 4.9, 5.1].map(AutoScale.nice) == [0.5, 1, 2, 5, 10])
    }
}
