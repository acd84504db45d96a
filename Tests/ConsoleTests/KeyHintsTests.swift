// The bottom line: what a tired person needs stands there at any width that has room for it.

import Console
import Screen
import Testing

@testable import App

struct KeyHintsTests {
    @Test(arguments: ViewName.allCases) func eightyColumnsHoldTheWorstTheFilterHelpAndTheWayOut(view: ViewName) {
        for width in [80, 100, 168] {
            let canvas = Composer.compose(
                SizeTests.scene, ConsoleState(view: view), width: width, height: 24
            ).canvas
            let last = String(
                CanvasText.write(canvas, Lowering(depth: .truecolor)).split(separator: "\n").last {
                    $0.contains("quit")
                }
                    ?? "")
            for hint in ["w next worst", "/ filter", "? help", "q quit"] {
                #expect(last.contains(hint), "\(width): \(last)")
            }
            #expect(!last.contains("…"))
        }
    }

    @Test func helpAndTheWayOutStayToTheLast() {
        for width in 14...40 {
            let canvas = Composer.compose(SizeTests.scene, ConsoleState(), width: width, height: 24).canvas
            let text = CanvasText.write(canvas, Lowering(depth: .truecolor))
            #expect(text.contains("? help  q quit"), "\(width)")
        }
    }
}
