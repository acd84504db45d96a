// Every size from 1x1 to 300x120: something is drawn, nothing overlaps, the worst is said.

import Console
import Screen
import Testing

@testable import App

struct SizeTests {
    static let scene = SmallHall.scene(gpus: 144)

    @Test(arguments: ViewName.allCases) func everySizeIsDrawn(view: ViewName) {
        var random = Noise64(seed: 3)
        var sizes: [(Int, Int)] = (1...16).flatMap { width in (1...6).map { (width, $0) } }
        sizes += (0..<40).map { _ in (Int(random.next() % 300) + 1, Int(random.next() % 120) + 1) }
        for (width, height) in sizes {
            var state = ConsoleState(view: view)
            state.againstPeers = width % 2 == 0
            state.isFolded = height % 3 == 0
            let canvas = Composer.compose(Self.scene, state, width: width, height: height).canvas
            #expect(canvas.cells.count == width * height)
            if width >= 4, height >= 2 {
                #expect(canvas.cells.contains { $0.scalar != " " }, "\(view) is empty at \(width)x\(height)")
            }
        }
    }

    /// The rule between map and panel is whole wherever there is a panel: nothing is drawn across it.
    @Test func nothingCrossesThePanelsEdge() {
        for width in stride(from: 100, through: 300, by: 29) {
            for height in stride(from: 30, through: 120, by: 22) {
                let canvas = Composer.compose(Self.scene, ConsoleState(), width: width, height: height).canvas
                guard let edge = (0..<width).first(where: { canvas[$0, 2].scalar == "│" }) else {
                    Issue.record("no panel at \(width)x\(height)")
                    continue
                }
                let lines = (2..<height - 2).filter { canvas[edge, $0].scalar == "│" }.count
                #expect(lines >= height - 9, "\(width)x\(height)")
            }
        }
    }

    @Test func theWorstIsSaidAtAnySize() {
        for width in 12...40 {
            for height in 3...6 {
                let canvas = Composer.compose(Self.scene, ConsoleState(), width: width, height: height).canvas
                let marks = Set(Mark.allCases.filter { $0.severity >= .warning }.map(\.glyph))
                #expect(canvas.cells.contains { marks.contains($0.scalar) }, "\(width)x\(height)")
            }
        }
    }
}
