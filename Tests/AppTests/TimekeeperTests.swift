// The screen's own time: standing still, going on, arriving.

import Telemetry
import Testing

@testable import App

struct TimekeeperTests {
    static let start = Timestamp(milliseconds: 1_000), end = Timestamp(milliseconds: 61_000)

    @Test func goingOnAfterALookIsLiveAgain() {
        var keeper = Timekeeper(motion: .pinned, endMoves: true)
        keeper.pause(at: Self.end, steadyMs: 0)
        #expect(keeper.isStill)
        keeper.pause(at: Self.end, steadyMs: 5_000)
        #expect(keeper.motion == .pinned)
    }

    @Test func whoWentBackGoesOnFromThere() {
        var keeper = Timekeeper(motion: .pinned, endMoves: true)
        let past = Self.start + 10_000
        keeper.pause(at: Self.end, steadyMs: 0)
        keeper.seek(past, steadyMs: 1_000)
        keeper.pause(at: past, steadyMs: 2_000)
        #expect(keeper.now(steadyMs: 5_000, start: Self.start, end: Self.end) == past + 3_000)
        keeper.pause(at: past + 3_000, steadyMs: 5_000)
        keeper.pause(at: past + 3_000, steadyMs: 6_000)
        #expect(keeper.isMoving)
        keeper.toEnd(Self.end)
        #expect(keeper.motion == .pinned)
    }

    @Test func arrivingPinsWhereTheEndMovesAndStopsWhereItDoesNot() {
        for moves in [true, false] {
            var keeper = Timekeeper(motion: .moving(from: Self.end - 500, sinceMs: 0), endMoves: moves)
            #expect(keeper.now(steadyMs: 600, start: Self.start, end: Self.end) == Self.end)
            #expect(keeper.motion == (moves ? .pinned : .still(Self.end)))
        }
    }
}
