// Labels that want to be more than text: whatever a page says, no control reaches the screen or a file.

import Console
import Screen
import Testing

@testable import App

struct HostileLabelTests {
    static let odd =
        "\u{1B}]0;owned\u{07}\u{1B}[2J\u{9B}31m\u{202E}gnp\u{200B}\u{0000}<b>&\u{1F4A9}世\r\n\u{7F}a\u{0301}"

    @Test(arguments: ViewName.allCases) func reachNothing(view: ViewName) {
        let scene = SmallHall.scene(odd: Self.odd)
        for (width, height) in [(160, 48), (80, 24), (20, 5)] {
            var state = ConsoleState(view: view)
            _ = state.apply(.down, scene: scene)
            let canvas = Composer.compose(scene, state, width: width, height: height).canvas
            for cell in canvas.cells {
                #expect(cell.scalar.value >= 0x20 && !(0x7F...0x9F).contains(cell.scalar.value))
                #expect(cell.scalar.properties.generalCategory != .format && cell.scalar != "世")
            }
            let ansi = CanvasANSI.write(canvas, .dark, Lowering(depth: .truecolor))
            // Every escape in it begins one of our own colour sequences.
            for part in ansi.split(separator: "\u{1B}").dropFirst() { #expect(part.hasPrefix("[0")) }
            let svg = CanvasSVG.write(canvas, .dark)
            #expect(!svg.contains("<b>") && !svg.contains("\u{1B}"))
        }
    }
}
