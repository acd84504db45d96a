// A straggler keeps its mark while its job pauses, by what was known at that moment: whoever looks, and whatever he has seen before.

import Alerting
import Console
import Storage
import Telemetry
import Testing

@testable import App

struct PausedStragglerTests {
    private static let odd = 9
    private static let pause = 14..<20

    /// A hall whose GPU 9 lags, whose job then pauses, and in which nobody lags afterwards: the boards as they came.
    private static func hall() -> (now: Snapshot, boards: [(snapshot: Snapshot, board: AlertBoard)]) {
        let engine = AlertEngine(RuleFiles.standard)
        var boards: [(snapshot: Snapshot, board: AlertBoard)] = []
        let store = SmallHall.play(seconds: 30, pausing: pause) { boards.append(($0, engine.evaluate($0))) }
        return (store.snapshot, boards)
    }

    private static func isPaused(_ moment: Timestamp) -> Bool {
        // The first second of a pause still has the lag in the page of the one before.
        let second = Int((moment - SmallHall.start) / 1_000) - 1
        return pause.dropFirst().contains(second)
    }

    @Test func theMarkOutlivesThePauseOfItsJob() {
        let (now, boards) = Self.hall()
        let paused = boards.filter { Self.isPaused($0.snapshot.moment) }
        #expect(paused.count >= 4)
        for (snapshot, board) in paused {
            #expect(board.laggards == [Self.odd])
            #expect(Health(snapshot).gpuMarks[Self.odd] == Mark.none)
            #expect(Health(snapshot, laggards: board.laggards).gpuMarks[Self.odd] == .straggler)
        }
        // Those who work again lag no longer, however lately they did.
        #expect(boards.last?.board.laggards == [Self.odd])
        #expect(Health(now, laggards: [Self.odd]).gpuMarks[Self.odd] == Mark.none)
    }

    @Test func aLookBackShowsWhatWasKnownThen() {
        let (now, boards) = Self.hall()
        var past = BoardPast()
        for (snapshot, board) in boards { past.note(board, snapshot.topology) }
        for (snapshot, board) in boards where snapshot.slot >= 8 {
            let then = Health(snapshot, laggards: board.laggards).gpuMarks[Self.odd]
            let kept = past.board(at: snapshot.moment)
            let back = Health(now.rewound(to: snapshot.moment), laggards: kept.laggards).gpuMarks[Self.odd]
            #expect(back == then, "slot \(snapshot.slot)")
        }
        #expect(past.board(at: SmallHall.start + 1_000).laggards.isEmpty)
    }

    @Test func aRecordingKeepsThem() throws {
        let (now, boards) = Self.hall()
        let board = try #require(boards.last?.board)
        let read = try #require(BoardBytes.read(BoardBytes.write(board), at: now.moment))
        #expect(read.laggards == board.laggards)
        let bytes = BoardBytes.relocated(BoardBytes.write(board)) { $0 == .gpu(Self.odd) ? .gpu(2) : nil }
        #expect(BoardBytes.read(bytes, at: now.moment)?.laggards == [2])
        // Who never lagged leaves no trace, and a board of before is read as one of nobody.
        let first = String(decoding: BoardBytes.write(boards[0].board), as: UTF8.self)
        #expect(!first.contains("laggards"))
    }

    /// Who pauses and is marked is found by a search for that, where the screen shows it and nowhere else.
    @Test func aSearchThroughTimeStopsWhereTheScreenShowsThem() throws {
        let (now, boards) = Self.hall()
        let filter = try Filter(
            "mark=straggler & sm_active<0.1",
            FilterVocabulary(catalogue: .standard, marks: Mark.allCases.map(\.word)))
        func search(_ laggards: @escaping (AlertBoard) -> [Int]) -> [Timestamp] {
            let moments = boards.map { (snapshot, board) -> HoldSearch.Moment in (snapshot, { laggards(board) }) }
            var search = HoldSearch(
                filter, RuleFiles.standard, forwards: true, from: moments[0], newest: now,
                bounds: (SmallHall.start + 1_000, now.moment))
            while true {
                let finding = search.look(grain: { _ in (1_000, nil) }) { time in
                    moments.first { $0.snapshot.moment == time }
                }
                switch finding {
                case .searching: continue
                case .found(let time): return [time]
                case .nothing: return []
                }
            }
        }
        let shown = boards.filter { snapshot, board in
            Health(snapshot, laggards: board.laggards).gpuMarks[Self.odd] == .straggler
                && snapshot.value(.smActive, Self.odd) < 0.1
        }
        #expect(search(\.laggards) == shown.prefix(1).map(\.snapshot.moment) && !shown.isEmpty)
        #expect(search { _ in [] }.isEmpty)
    }

    /// A board may be a slot newer than the floor that is shown.
    @Test func numbersThatNoFloorHasAreNobody() {
        let scene = SmallHall.scene()
        #expect(Health(scene.snapshot, laggards: [-1, 4_000]).gpuMarks == scene.health.gpuMarks)
    }
}
