// A click on the strip of the last hour leads to its moment; while the button is down the mouse draws time behind it.

import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App

struct TimeStripTests {
    private static let scene: Scene = {
        var options = DemoOptions()
        options.gpus = 576
        let snapshot = OneShot.play(options, to: options.start + 90_000).snapshot
        return Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
    }()

    private static func moment(_ command: Command?) -> Timestamp? {
        if case .time(.moment(let time))? = command { time } else { nil }
    }

    /// The line of the strip of events, and the columns that are claimed on it.
    private static func strip(_ drawing: Drawing) throws -> (y: Int, columns: [Int]) {
        for y in (0..<50).reversed() {
            let columns = (0..<168).filter { moment(drawing.command(x: $0, y: y)) != nil }
            if !columns.isEmpty { return (y, columns) }
        }
        throw Missing()
    }

    private struct Missing: Error {}

    @Test(arguments: [ViewName.hall, .timeline]) func columnsAreMoments(view: ViewName) throws {
        var state = ConsoleState()
        state.view = view
        state.settle(Self.scene)
        let drawing = Composer.compose(Self.scene, state, width: 168, height: 50)
        let (y, columns) = try Self.strip(drawing)
        let moments = columns.compactMap { Self.moment(drawing.command(x: $0, y: y)) }
        #expect(moments.last == Self.scene.snapshot.moment)
        #expect(moments == moments.sorted() && moments.count > 100)
    }

    @Test func draggingFollowsTheStripAsItWasWhenTheButtonWentDown() throws {
        var state = ConsoleState()
        state.settle(Self.scene)
        let drawing = Composer.compose(Self.scene, state, width: 168, height: 50)
        let (y, columns) = try Self.strip(drawing)
        let topology = Self.scene.snapshot.topology
        var hand = MouseHand()
        func send(_ action: MouseEvent.Action, _ x: Int, _ y: Int, _ drawing: Drawing) -> Timestamp? {
            Self.moment(hand.command(for: MouseEvent(action, x: x, y: y), on: drawing, in: .hall, topology))
        }
        // Moving without having gone down on the strip means nothing.
        #expect(send(.drag, columns[10], y, drawing) == nil)
        #expect(send(.press, columns[50], y, drawing) != nil)
        let other = Drawing(width: 168, height: 50)
        let first = send(.drag, columns[40], y, other), second = send(.drag, columns[30], 0, other)
        #expect(first == Self.moment(drawing.command(x: columns[40], y: y)))
        #expect(second == Self.moment(drawing.command(x: columns[30], y: y)))
        #expect(send(.release, columns[30], y, other) == nil)
        #expect(send(.drag, columns[20], y, drawing) == nil)
    }
}
