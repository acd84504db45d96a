// The way down and up again, and what keys do, without a terminal.

import Console
import Facility
import Screen
import Telemetry
import Testing

@testable import App

struct DrillDownTests {
    let scene = ConsoleGoldenTests.scene

    @Test func enterGoesDownToTheLostGPUAndEscBackUp() throws {
        let gone = try #require(scene.health.troubles.first { $0.mark == .gone })
        guard case .gpu(let gpu) = gone.place else { throw DrillError.notAGPU }
        let topology = scene.snapshot.topology
        var state = ConsoleState()
        state.selection.select(.rack(topology.trays[Int(topology.trayOfGPU[gpu])].rack), in: topology)
        for view in [ViewName.rack, .tray, .gpu] {
            _ = state.apply(.open, scene: scene)
            #expect(state.view == view)
        }
        #expect(state.selection.gpu(in: topology) == gpu)
        let drawing = Composer.compose(scene, state, width: 120, height: 40)
        #expect(CanvasText.write(drawing.canvas, Lowering(depth: .truecolor)).contains("GPU gone"))
        for view in [ViewName.tray, .rack, .hall, .hall] {
            _ = state.apply(.back, scene: scene)
            #expect(state.view == view)
        }
        #expect(state.selection.gpu(in: topology) == gpu)
    }

    @Test func everyTroubleIsReachedByW() {
        var state = ConsoleState()
        var seen = Set<Int>()
        for _ in scene.health.troubles {
            _ = state.apply(.nextTrouble, scene: scene)
            seen.insert(state.selection.rack)
        }
        let racks = Set(
            scene.health.troubles.map { trouble -> Int in
                let topology = scene.snapshot.topology
                switch trouble.place {
                case .rack(let rack): return rack
                case .tray(let tray): return topology.trays[tray].rack
                case .gpu(let gpu): return topology.trays[Int(topology.trayOfGPU[gpu])].rack
                case .hall, .row: return -1
                }
            })
        #expect(seen == racks)
    }

    @Test func tabStepsThroughEveryLayerAndComesBack() {
        var state = ConsoleState()
        var titles: [String] = []
        for _ in scene.layers {
            titles.append(HeatSourceName.title(scene, state))
            _ = state.apply(.nextMetric, scene: scene)
        }
        #expect(Set(titles).count == scene.layers.count)
        #expect(state.layer == 0)
    }

    @Test func aClickOnARackSelectsItAndASecondOpensIt() throws {
        var state = ConsoleState()
        let drawing = Composer.compose(scene, state, width: 168, height: 50)
        let command = try #require(drawing.command(x: 30, y: 20))
        _ = state.apply(command, scene: scene)
        #expect(state.view == .hall)
        _ = state.apply(command, scene: scene)
        #expect(state.view == .rack)
    }

    @Test func noKeyHasTwoMeanings() {
        let keys = KeyTable.standard.entries.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func movingNeverLeavesTheHall() {
        var state = ConsoleState()
        var random = Noise64(seed: 7)
        let commands: [Command] = [
            .left, .right, .up, .down, .first, .last, .pageUp, .pageDown, .open, .back, .nextTrouble, .finer, .coarser,
            .nextMetric, .metricMenu, .view(.targets), .view(.rack), .view(.tray), .view(.help), .pause, .line(3),
        ]
        for _ in 0..<3_000 {
            _ = state.apply(commands[Int(random.next() % UInt64(commands.count))], scene: scene)
            #expect(state.selection == state.selection.clamped(to: scene.snapshot.topology))
            #expect(state.trail.count <= 16)
        }
    }
}

enum DrillError: Error { case notAGPU }

enum HeatSourceName {
    static func title(_ scene: Scene, _ state: ConsoleState) -> String {
        scene.layers[state.layer].title(scene.snapshot.catalogue)
    }
}

/// A small seeded generator for tests.
struct Noise64: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
