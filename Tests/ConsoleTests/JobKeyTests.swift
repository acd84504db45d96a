// One key shows a job: its map, its odd ones first, and everybody again.

import Console
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct JobKeyTests {
    @Test(arguments: ["train-1", "my \"big\" job", "back\\slash", "a|b & !c"]) func onlyItsGPUsAreMeant(job: String) {
        let scene = SmallHall.scene(gpus: 144, odd: job)
        var state = ConsoleState()
        state.settle(scene)
        _ = state.press(.character("J"), scene: scene, keys: .standard)
        // The second tray fell silent, but its GPUs are the job's all the same.
        #expect(state.matches?.gpuCount == 144, "\(state.notice ?? "")")
        _ = state.press(.character("5"), scene: scene, keys: .standard)
        state.settle(scene)
        #expect(state.listPlaces(scene).count > 4)
        _ = state.press(.character("J"), scene: scene, keys: .standard)
        #expect(state.activeFilter == nil)
    }

    @Test func othersAreNotMeant() {
        var options = DemoOptions()
        options.gpus = 2_304
        let snapshot = OneShot.play(options, to: options.start + 30_000).snapshot
        let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        var state = ConsoleState()
        state.settle(scene)
        _ = state.press(.character("J"), scene: scene, keys: .standard)
        let job = snapshot.identity(0)?.job
        let members = (0..<snapshot.topology.gpuCount).count { snapshot.identity($0)?.job == job }
        #expect(job != nil && members < snapshot.topology.gpuCount)
        #expect(state.matches?.gpuCount == members)
    }
}
