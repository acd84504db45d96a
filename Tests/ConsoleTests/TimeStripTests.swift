// A click on the strip of the last hour leads to its moment; while the button is down the mouse draws time behind it.

import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

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

    /// The timeline drawn, and a hand that went down at a cell of its plot.
    private static func timeline() -> (state: ConsoleState, drawing: Drawing) {
        var state = ConsoleState()
        state.view = .timeline
        state.settle(scene)
        return (state, Composer.compose(scene, state, width: 168, height: 50))
    }

    private static func cell(_ command: Command?) -> (line: Int, slots: Int)? {
        if case .lineAt(let line, let slots)? = command { (line, slots) } else { nil }
    }

    @Test func draggingOverTheTimelineMovesTheCursorAndOneLineLetGoElsewhereIsASpan() throws {
        var (state, drawing) = Self.timeline()
        let topology = Self.scene.snapshot.topology
        var hand = MouseHand()
        func send(_ action: MouseEvent.Action, _ x: Int, _ y: Int, _ drawing: Drawing) -> Command? {
            let command = hand.command(for: MouseEvent(action, x: x, y: y), on: drawing, in: .timeline, topology)
            if let command { effect = state.apply(command, scene: Self.scene) }
            return command
        }
        var effect: Effect?
        let y = try #require((0..<50).first { Self.cell(drawing.command(x: 160, y: $0)) != nil })
        #expect(send(.press, 160, y, drawing) != nil)
        let other = Drawing(width: 168, height: 50)
        #expect(
            send(.drag, 140, y, other)
                == .drag(line: 0, slots: try #require(Self.cell(drawing.command(x: 140, y: y))).slots))
        #expect(state.view == .timeline && state.cursorSlots > 0)
        // Standing still while the button is down is no second click.
        _ = send(.drag, 140, y, other)
        #expect(state.view == .timeline)
        guard case .span(let from, let to)? = send(.release, 140, y, other) else { throw Missing() }
        let late = try #require(Self.cell(drawing.command(x: 160, y: y))).slots
        #expect(to == Self.scene.snapshot.moment - Int64(late) * 1000 && to - from >= 20_000)
        #expect(effect == .time(.moment(to)))
        #expect(try #require(state.slotsPerColumn) * TimelineGrid.usualColumns >= Int((to - from) / 1000))
    }

    @Test func draggingOverLinesOfTheTimelineMeansTheirPlaces() throws {
        var (state, drawing) = Self.timeline()
        let topology = Self.scene.snapshot.topology
        var hand = MouseHand()
        let rows = (0..<50).filter { Self.cell(drawing.command(x: 150, y: $0)) != nil }
        _ = hand.command(for: MouseEvent(.press, x: 150, y: rows[1]), on: drawing, in: .timeline, topology)
        let released = hand.command(
            for: MouseEvent(.release, x: 140, y: rows[0]), on: drawing, in: .timeline, topology)
        let command = try #require(released)
        _ = state.apply(command, scene: Self.scene)
        #expect(state.filter?.text == "rack=A01,A02,A03,A04")
        // Where it went down nothing is chosen but the cell.
        _ = hand.command(for: MouseEvent(.press, x: 150, y: rows[1]), on: drawing, in: .timeline, topology)
        #expect(
            hand.command(for: MouseEvent(.release, x: 150, y: rows[1]), on: drawing, in: .timeline, topology) == nil)
    }
}
