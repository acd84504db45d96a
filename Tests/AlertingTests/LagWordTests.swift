// A straggler that is marked and not yet judged: the alerts view says how far that is.

import Alerting
import Console
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct LagWordTests {
    @Test func theViewSaysWhenALaggardIsJudged() {
        let hall = BatchHall(gpus: 72, [.smActive])
        hall.play(0..<150) { _, gpu, second in (gpu == 9 ? 0.3 : 0.9) + Double((gpu + second) % 4) * 0.002 }
        let snapshot = hall.store.snapshot
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "test")
        scene.alerts = hall.board
        var state = ConsoleState()
        _ = state.apply(.view(.alerts), scene: scene)
        let canvas = Composer.compose(scene, state, width: 140, height: 45).canvas
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
        // Windows of a minute from 00:00:01 on: two are judged, the third ends at 00:03:01.
        #expect(text.contains("A01/t03/g1 lags: 2 of 3 windows, decision at 00:03:01"), "\(text)")
    }
}
