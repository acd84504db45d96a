// How much a trouble or a mark stands for: hosts where nobody knows their GPUs, and only what is in view.

import App
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import Console

@Suite struct ExtentTests {
    private func lines(_ scene: Scene, _ state: ConsoleState, height: Int = 40) -> [String] {
        var state = state
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: 120, height: height).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor)).split(separator: "\n").map(String.init)
    }

    private func silentHosts() -> Scene {
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let hosts = (1...3).map { HostEntry(name: "10.0.0.\($0)", place: nil, gpus: 0) }
        let targets = hosts.map {
            TargetDescription(url: "http://\($0.name):9400/", address: $0.name, intervalMs: 1_000)
        }
        let store = Store(
            topology: Topology(site: "s", hall: "h", hosts: hosts), catalogue: .standard, targets: targets, start: start
        )
        for second in 0..<6 {
            for target in targets.indices {
                store.accept(.failed(target: target, time: start + Int64(second) * 1_000 + 100, .connectTimeout))
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
        }
        return Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
    }

    @Test func hostsOfUnknownGPUsAreCountedAsHosts() throws {
        let scene = silentHosts()
        let trouble = try #require(scene.health.troubles.first)
        #expect(scene.health.troubles.count == 1 && trouble.extent == "3 hosts")
        #expect(!lines(scene, ConsoleState()).contains { $0.contains("3 GPUs") })
    }

    @Test func nobodyReportingIsNotNoTrouble() {
        let topology = StandardHall.topology(gpus: 16)
        let store = Store(
            topology: topology, catalogue: .standard, targets: [], start: Timestamp(milliseconds: 1_782_864_000_000))
        let scene = Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
        let text = lines(scene, ConsoleState()).joined(separator: "\n")
        #expect(text.contains("TROUBLES  nobody reports") && !text.contains("TROUBLES  none"))
    }

    /// All faults of this hall stand in its first rack.
    @Test func aRacksLegendCountsTheRackAlone() throws {
        let scene = SmallHall.scene(gpus: 144)
        var state = ConsoleState(view: .rack)
        #expect(scene.health[.fault] + scene.health[.gone] > 0)
        #expect(!lines(scene, state).contains { $0.contains("no marks") })
        state.selection.select(.rack(1), in: scene.snapshot.topology)
        #expect(lines(scene, state).contains { $0.contains("no marks") })
    }
}
