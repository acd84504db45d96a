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

    /// Every width and every height there is, in every view: nothing is drawn over the line on top, over the keys at the bottom, or
    /// across the rule that a view's panel begins with.
    @Test(arguments: ViewName.allCases) func nothingOverlapsAtAnyWidthOrHeight(view: ViewName) {
        for width in 1...300 {
            let height = (width * 47 + view.title.utf8.count * 13) % 120 + 1
            var state = ConsoleState(view: view)
            state.isFolded = width % 5 == 0
            state.isAutoScaled = width % 2 == 0
            let canvas = Composer.compose(Self.scene, state, width: width, height: height).canvas
            let size = "\(view) at \(width)x\(height)"
            let top = (0..<width).map { canvas[$0, 0] }, bottom = (0..<width).map { canvas[$0, height - 1] }
            #expect(top.allSatisfy { $0.background == .role(.header) }, "\(size)")
            guard height >= 6 else { continue }
            #expect(bottom.allSatisfy { $0.background == .role(.header) }, "\(size)")
            let words = String(String.UnicodeScalarView(bottom.map(\.scalar)))
            if width >= 14 { #expect(words.contains("? help  q quit"), "\(size): \(words)") }
            #expect(!words.contains("…"), "\(size): \(words)")
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
