// Keys go from slot to slot, over seams between slots of other lengths, within one file and between two; a slot is shown once it has ended.

import Console
import Facility
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct SlotStepTests {
    /// Slots of a second up to the 20th, two of ten seconds up to the 40th, and behind a gap five of a second from the 140th on.
    private static func paths(inOne: Bool) throws -> [String] {
        let one = Demo.path("one.vigie")
        let parts: [(path: String, fromMs: Int64, stepMs: Int64, slots: Int)] = [
            (one, 0, 1_000, 20), (inOne ? one : Demo.path("two.vigie"), 20_000, 10_000, 2),
            (inOne ? one : Demo.path("three.vigie"), 140_000, 1_000, 5),
        ]
        for part in parts {
            let recorder = try Recorder(part.path, Demo.options(exact: false)), start = Demo.start + part.fromMs
            let store = Store(
                topology: Demo.hall(72).topology, catalogue: .standard, targets: [], start: start,
                stepMs: part.stepMs, hotSlots: 90)
            store.observer = recorder
            for slot in 1...part.slots { _ = store.close(upTo: start + Int64(slot) * part.stepMs + part.stepMs / 2) }
            recorder.finish()
        }
        return inOne ? [one] : parts.map(\.path)
    }

    /// What the screen shows after each command.
    private final class Keys {
        private let machine: TimeMachine
        private let live = Snapshot(
            gap: StandardHall.topology(gpus: 72), catalogue: .standard, moment: Demo.start, stepMs: 1_000)
        private(set) var words: String?

        init(_ paths: [String], at seconds: Int64) throws {
            let set = try RecordingSet(paths)
            let keeper = Timekeeper(motion: .still(Demo.start + seconds * 1_000), endMoves: false)
            machine = TimeMachine(keeper, isReplay: true) { () throws(UserError) in set }
        }

        private var shown: Snapshot? {
            get throws { try machine.look(steadyMs: 0, live: live, wall: Demo.start)?.snapshot }
        }

        var seconds: Double {
            get throws { Double(try #require(try shown).moment - Demo.start) / 1_000 }
        }

        func press(_ command: TimeCommand) throws -> Double {
            words = machine.apply(
                command, current: try #require(try shown), live: live, steadyMs: 0, zoneSeconds: 0)
            return try seconds
        }

        func step(_ slots: Int...) throws -> [Double] { try slots.map { try press(.step($0)) } }
    }

    @Test(arguments: [true, false]) func stepsGoFromSlotToSlot(inOne: Bool) throws {
        let paths = try Self.paths(inOne: inOne)
        for paths in [paths, paths.reversed()] {
            let keys = try Keys(paths, at: 18)
            #expect(try keys.step(1, 1, 1, 1) == [19, 20, 30, 40])
            #expect(try keys.step(-1, -1, -1) == [30, 20, 19])
            // Into the gap by the clock, and back to what lies before it.
            #expect(try keys.step(1, 1, 1, 1, 1, -1) == [20, 30, 40, 60, 70, 60])
            #expect(try keys.step(-1) == [40])
            // Sixty of them are sixty ends, not sixty seconds.
            #expect(try Keys(paths, at: 5).step(16, -16) == [30, 5])
        }
    }

    /// A slot of ten seconds is not known before it has ended, and from between two ends no slot is passed.
    @Test(arguments: [true, false]) func aSlotIsShownOnceItHasEnded(inOne: Bool) throws {
        let paths = try Self.paths(inOne: inOne)
        for (at, shown) in [(20, 20), (22, 20), (29, 20), (30, 30), (39, 30), (40, 40), (59, 40), (141, 141)] {
            #expect(try Keys(paths, at: Int64(at)).seconds == Double(shown), "\(at)")
        }
        #expect(try Keys(paths, at: 22).step(1) == [30] && Keys(paths, at: 22).step(-1) == [19])
        // A search and lines meet each of them once.
        let set = try RecordingSet(paths)
        var time = try #require(set.begin), ends: [Int64] = []
        while time <= Demo.start + 40_000 {
            ends.append((time - Demo.start) / 1_000)
            time = set.moment(1, from: time)
        }
        #expect(ends == Array(1...20) + [30, 40] && time == Demo.start + 60_000)
    }

    /// The history begins with the end of its first slot: a step from there is one, and one before it is none.
    @Test func theFirstStepIsAStep() throws {
        let keys = try Keys(try Self.paths(inOne: true), at: 0)
        #expect(try keys.seconds == 1)
        #expect(try keys.press(.seek("start")) == 1 && keys.words == nil)
        #expect(try keys.step(1, -1) == [2, 1] && keys.words == nil)
        #expect(try keys.step(-1) == [1] && keys.words == "the history begins here")
        #expect(try keys.step(1, 1) == [2, 3])
        // Times are still counted from where the first slot began.
        #expect(try keys.press(.seek("+7s")) == 7 && keys.words == nil)
    }

    /// Stopped, nothing moves that would tell of the speed.
    @Test func aSpeedIsNamedWhileNothingMoves() throws {
        let keys = try Keys(try Self.paths(inOne: true), at: 5)
        _ = try keys.press(.faster)
        #expect(keys.words == "speed 2x")
        _ = try keys.press(.slower)
        #expect(keys.words == "speed 1x")
        for _ in 0..<4 { _ = try keys.press(.slower) }
        #expect(keys.words == "0.1x is the slowest speed")
        #expect(try keys.press(.pause) == 5 && keys.words == nil)
        _ = try keys.press(.faster)
        #expect(keys.words == nil)
    }
}
