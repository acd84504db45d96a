// What stands on the screen of a moment that is over: its own figures, or none; what was lost in it, on its line.

import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct PastTests {
    private static let live: Snapshot = {
        var options = DemoOptions()
        options.gpus = 576
        return OneShot.play(options, to: options.start + 90_000).snapshot
    }()

    private static func text(_ snapshot: Snapshot, _ view: ViewName, width: Int = 168) -> [String] {
        let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "past 1x")
        var state = ConsoleState()
        state.view = view
        state.settle(scene)
        let canvas = Composer.compose(scene, state, width: width, height: 50).canvas
        return CanvasText.write(canvas, Lowering(depth: .truecolor)).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test func todaysFiguresAreNotThoseOfThePast() {
        let now = Self.text(Self.live, .hall)[0]
        #expect(now.contains("samples/s") && now.contains("lag"))
        let past = Self.text(Self.live.rewound(to: Self.live.moment - 3_000), .hall)[0]
        #expect(past.contains("00:01:27 UTC"), "\(past)")
        #expect(!past.contains("samples/s") && !past.contains("lag") && !past.contains("targets"), "\(past)")
        let targets = Self.text(Self.live.rewound(to: Self.live.moment - 3_000), .targets)[2]
        #expect(targets.contains("as they are now"), "\(targets)")
    }

    @Test(arguments: [80, 168]) func theTimelineMarksWhatWasLost(width: Int) {
        let lines = Self.text(Self.live, .timeline, width: width)
        let marks = Set([Mark.gone, .unreachable, .fault].map { Character($0.glyph) })
        // The first lines and the last ones have no map.
        #expect(lines[3..<45].contains { $0.contains { marks.contains($0) } })
    }
}
