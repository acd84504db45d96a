// The eight states of a target and of a GPU: each produced, each with a look of its own on every terminal, none of them in a mean.

import App
import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

struct EightStatesTests {
    static let scene = StateHall.scene()
    private var scene: Scene { Self.scene }

    @Test func everyStateIsReached() {
        let snapshot = scene.snapshot
        #expect(Set(StateHall.trays.map(\.state)) == Set(EntityState.allCases))
        for (state, tray) in StateHall.trays {
            #expect(snapshot.gpuState(tray * 4) == state, "\(state)")
            // A lost GPU's host answers.
            #expect(snapshot.targets[tray].state == (state == .gone ? .fresh : state), "target of \(state)")
        }
        #expect(snapshot.targets[6].failure == .connectTimeout)
        #expect((33...35).map { snapshot.gpuState($0) } == [.fresh, .fresh, .fresh])
    }

    @Test func theReasonOfSilenceIsSaid() {
        var state = ConsoleState()
        state.view = .targets
        let canvas = Composer.compose(scene, state, width: 160, height: 40).canvas
        #expect(CanvasText.write(canvas, Lowering(depth: .truecolor)).contains(ScrapeFailure.connectTimeout.reason))
    }

    @Test func whatDoesNotCountMovesNoMean() {
        let snapshot = scene.snapshot
        let counting = (0..<snapshot.topology.gpuCount).filter { snapshot.gpuState($0).counts }
        let rollUp = snapshot.rollUp(.smActive, .hall)
        #expect(rollUp.count == counting.count)
        #expect(abs(Double(rollUp.mean) - StateHall.healthy) < 1e-3, "\(rollUp.mean)")
        // The tray that lost a GPU speaks for its other three.
        #expect(snapshot.rollUp(.smActive, .tray(8)).count == 3)
        #expect(abs(Double(snapshot.rollUp(.smActive, .tray(8)).mean) - StateHall.healthy) < 1e-3)
    }

    static let means: [(ColourDepth, Bool)] = [
        (.truecolor, false), (.c256, false), (.c16, false), (.mono, false), (.truecolor, true), (.c16, true),
        (.mono, true),
    ]

    /// Where the map or the list shows each state's first GPU: the cells that a click would take for it.
    @Test(arguments: means) func everyStateHasALookOfItsOwn(depth: ColourDepth, ascii: Bool) {
        let lowering = Lowering(depth: depth, ascii: ascii)
        for (view, width, height) in [(ViewName.hall, 168, 50), (.rack, 168, 50), (.rack, 80, 24)] {
            let drawing = Composer.compose(scene, ConsoleState(view: view), width: width, height: height)
            var glyphs: [Unicode.Scalar: EntityState] = [:], looks: [Look: EntityState] = [:]
            for (state, tray) in StateHall.trays where state != .fresh {
                let mark = scene.health.gpuMarks[tray * 4]
                let cells = drawing.canvas.cells.indices.filter {
                    drawing.canvas.cells[$0].scalar == mark.glyph
                        && drawing.canvas.cells[$0].background.role == mark.role
                        && Self.isMap(drawing, $0)
                }
                guard let first = cells.first else {
                    Issue.record("\(state) is not to be seen in \(view) at \(width)x\(height)")
                    continue
                }
                let cell = lowering.cell(drawing.canvas.cells[first])
                let before = glyphs.updateValue(state, forKey: cell.scalar)
                #expect(before == nil, "\(state) looks like \(before!) in \(view), \(depth), ASCII \(ascii)")
                #expect(!Self.calm.contains(cell.scalar), "\(state) looks like heat")
                let look = Look(cell, depth)
                #expect(looks.updateValue(state, forKey: look) == nil, "\(state)")
            }
        }
    }

    /// What fresh GPUs are drawn with: half blocks, or the ramp where colours are missing.
    private static let calm: Set<Unicode.Scalar> = ["▀", " ", "_", ":", "-", "+", "*", "#", "%", "@"]

    private static func isMap(_ drawing: Drawing, _ index: Int) -> Bool {
        guard case .select = drawing.command(x: index % drawing.canvas.width, y: index / drawing.canvas.width) else {
            return false
        }
        return true
    }

    /// Glyph and colours as the terminal gets them.
    private struct Look: Hashable {
        let scalar: Unicode.Scalar
        let foreground: Theme.Lowered
        let background: Theme.Lowered

        init(_ cell: Cell, _ depth: ColourDepth) {
            scalar = cell.scalar
            (foreground, background) = Theme.dark.lowered(cell.foreground, on: cell.background, depth)
        }
    }
}
