// The outliers of who has no value: they match the filter, and the view says what it lacks.

import Console
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct DarkJobTests {
    private func text(_ filter: String) throws -> String {
        // The second tray fell silent more than a minute ago.
        let scene = SmallHall.scene(seconds: 80)
        var frame = FrameOptions()
        frame.view = "outliers"
        frame.filter = filter
        var state = try frame.state(for: scene)
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: 150, height: 30).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor))
    }

    @Test func whoIsDarkIsNotNobody() throws {
        let dark = try text("state=unreachable")
        #expect(dark.contains("nobody of 4 GPUs that match the filter has a value to compare"), "\(dark)")
        #expect(try text("job=nothing").contains("nobody matches the filter"))
    }
}
