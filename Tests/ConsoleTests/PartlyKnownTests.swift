// Means and extremes that not all who report stand behind: they say so.

import Screen
import Testing

@testable import Console

@Suite struct PartlyKnownTests {
    private func hall(unmeasured: Range<Int>) -> [String] {
        let scene = SmallHall.scene(unmeasured: unmeasured)
        var state = ConsoleState()
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: 120, height: 40).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor)).split(separator: "\n").map(String.init)
    }

    @Test func aFigureOfSomeSaysOfHowMany() throws {
        // Sixteen GPUs, the second tray's four fell silent: twelve report, and eight of those know no temperature.
        let lines = hall(unmeasured: 8..<16)
        let hottest = try #require(lines.first { $0.contains("hottest") })
        #expect(hottest.contains("91 °C  of 4"), "\(hottest)")
        let activity = try #require(lines.first { $0.contains("activity ") && $0.contains("%") })
        #expect(activity.contains("■") && !activity.contains(" of "), "\(activity)")
    }

    @Test func aFigureOfAllDoesNot() throws {
        let lines = hall(unmeasured: 0..<0)
        #expect(!lines.contains { $0.contains("°C  of ") })
        #expect(try #require(lines.first { $0.contains("hottest") }).contains("■"))
    }
}
