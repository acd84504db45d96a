// Keys and mouse at random, on screens of changing sizes: no trap, no stuck screen, and always a way out.

import Console
import Facility
import Foundation
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct KeySequenceTests {
    static let scene = SmallHall.scene(gpus: 12)
    /// 2,000 with `VIGIE_SOAK` set, as `Scripts/soak` does; a share of them else.
    static let sequences = ProcessInfo.processInfo.environment["VIGIE_SOAK"] == nil ? 100 : 2_000

    static let keys: [Key] =
        KeyTable.standard.entries.flatMap(\.keys)
        + "temp>85 & job~x|!(rack=A*)\"/é".unicodeScalars.map { .character($0) }
        + [.delete, .control("u"), .control("w"), .control("a"), .control("e"), .function(9)]

    @Test func sequencesOfTwoHundredKeys() {
        for sequence in 0..<Self.sequences {
            var random = Noise64(seed: UInt64(sequence + 1))
            var state = ConsoleState()
            var hand = MouseHand(), drawing = Drawing(width: 0, height: 0)
            for step in 0..<200 {
                // What is on the screen follows keys with some delay, and changes its size now and then.
                if step % 20 == 0 {
                    let size = (Int(random.next() % 150), Int(random.next() % 50))
                    drawing = Composer.compose(Self.scene, state, width: size.0, height: size.1)
                }
                if random.next() % 4 == 0 {
                    let event = Self.mouse(&random, on: drawing.canvas)
                    if let command = hand.command(
                        for: event, on: drawing, in: state.view, Self.scene.snapshot.topology)
                    {
                        _ = state.apply(command, scene: Self.scene)
                    }
                    continue
                }
                let key = Self.keys[Int(random.next() % UInt64(Self.keys.count))]
                _ = state.press(key, scene: Self.scene, keys: .standard)
            }
            let width = Int(random.next() % 130) + 1, height = Int(random.next() % 45) + 1
            let canvas = Composer.compose(Self.scene, state, width: width, height: height).canvas
            #expect(canvas.cells.count == width * height, "sequence \(sequence)")
            #expect(state.trail.count <= 16 && state.bookmarks.count <= 100)
            // Esc leaves the line and the menu; then the quit key quits.
            for _ in 0..<20 { _ = state.press(.escape, scene: Self.scene, keys: .standard) }
            #expect(state.prompt == nil && state.menuLine == nil, "sequence \(sequence)")
            #expect(state.view == .hall, "sequence \(sequence): Esc ends in the hall")
            let last = state.press(.character("q"), scene: Self.scene, keys: .standard)
            #expect(last == .quit, "sequence \(sequence)")
        }
    }

    /// Anywhere, also beside the canvas: a report may be older than the size.
    private static func mouse(_ random: inout Noise64, on canvas: Canvas) -> MouseEvent {
        let actions: [MouseEvent.Action] = [.press, .press, .release, .drag, .wheelUp, .wheelDown]
        return MouseEvent(
            actions[Int(random.next() % 6)], x: Int(random.next() % UInt64(canvas.width + 5)),
            y: Int(random.next() % UInt64(canvas.height + 5)))
    }

    @Test func everyCommandByNameLeavesADrawableScreen() {
        for entry in KeyTable.standard.entries {
            for view in ViewName.allCases {
                var state = ConsoleState(view: view)
                _ = state.apply(entry.command, scene: Self.scene)
                let canvas = Composer.compose(Self.scene, state, width: 90, height: 30).canvas
                #expect(canvas.cells.count == 2_700, "\(entry.name) in \(view)")
            }
        }
    }
}
