// Every view at four sizes, as glyphs and roles, against files. A missing or different file is written anew and fails the run.

import App
import Console
import Foundation
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct ConsoleGoldenTests {
    static let sizes = [(80, 24), (120, 40), (168, 50), (20, 5)]

    /// One hall for all tests: playing it takes the time, drawing does not.
    static let scene: Scene = {
        var options = DemoOptions()
        options.gpus = 13_800
        let snapshot = OneShot.play(options, to: options.start + 90_000).snapshot
        return Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
    }()

    static let cases = ViewName.allCases.flatMap { view in sizes.map { (view, $0.0, $0.1) } }

    @Test(arguments: cases) func matchesItsGolden(view: ViewName, width: Int, height: Int) throws {
        let state = try Self.state(view)
        let canvas = Composer.compose(Self.scene, state, width: width, height: height).canvas
        try Golden.compare(RoleGrid.write(canvas), "\(view.rawValue)-\(width)x\(height)")
    }

    @Test func darkRackIsDrawnAtEveryLevelOfDetail() throws {
        for (width, height) in [(500, 200), (300, 120), (168, 50), (120, 40), (80, 24), (60, 16)] {
            let canvas = Composer.compose(Self.scene, try Self.state(.hall), width: width, height: height).canvas
            let marks = Set(canvas.cells.map(\.scalar))
            for trouble in Self.scene.health.troubles {
                #expect(marks.contains(trouble.mark.glyph), "\(trouble.mark) at \(width)x\(height)")
            }
        }
    }

    /// The cursor stands on every rack in turn: it must never hide what is wrong with a neighbour.
    @Test(arguments: [(20, 5), (28, 24), (40, 24), (50, 24), (55, 24), (80, 24)])
    func theCursorHidesNoMark(width: Int, height: Int) throws {
        var state = try Self.state(.hall)
        var counts = Set<Int>()
        for rack in Self.scene.snapshot.topology.racks.indices {
            state.selection.select(.rack(rack), in: Self.scene.snapshot.topology)
            let canvas = Composer.compose(Self.scene, state, width: width, height: height).canvas
            counts.insert(canvas.cells.count { $0.background.role.map { Role.states.contains($0) } ?? false })
        }
        #expect(counts.count == 1, "\(counts)")
    }

    @Test func theWorstThingIsSaidWhereNoMapFits() throws {
        let canvas = Composer.compose(Self.scene, try Self.state(.hall), width: 20, height: 5).canvas
        let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
        #expect(text.contains("unreachable") && text.contains("NVLink down"))
    }

    @Test func everySizeCanBeDrawn() throws {
        var generator = SystemRandomNumberGenerator()
        for view in ViewName.allCases {
            let state = try Self.state(view)
            for size in [(1, 1), (2, 2), (3, 60), (500, 3), (500, 200)]
                + (0..<12).map({ _ in
                    (Int.random(in: 1...260, using: &generator), Int.random(in: 1...90, using: &generator))
                })
            {
                let canvas = Composer.compose(Self.scene, state, width: size.0, height: size.1).canvas
                #expect(canvas.cells.count == size.0 * size.1)
            }
        }
    }

    static func state(_ view: ViewName) throws -> ConsoleState {
        var frame = FrameOptions()
        frame.view = view.rawValue
        return try frame.state(for: scene)
    }
}
