// A machine's clock that is set while a hall is watched: forwards and backwards, by a second and by a day.

import Facility
import Storage
import Synchronization
import Telemetry
import Testing

@testable import App

struct LiveClockTests {
    /// A machine whose wall clock can be set.
    private final class Machine: Sendable {
        private let steady = Mutex<Int64>(500)
        private let wallLessSteady: Mutex<Int64>

        init(_ start: Timestamp) { wallLessSteady = Mutex(start.milliseconds - 500) }

        var steadyMs: Int64 { steady.withLock { $0 } }
        var wall: Timestamp { Timestamp(milliseconds: steadyMs + wallLessSteady.withLock { $0 }) }

        func pass(_ milliseconds: Int64) { steady.withLock { $0 += milliseconds } }
        func set(by milliseconds: Int64) { wallLessSteady.withLock { $0 += milliseconds } }
    }

    /// The demo's pages, read when the machine says that it is time.
    private final class Source: HallSource {
        let clock: LiveClock
        let feed: DemoFeed
        private var played: Timestamp

        init(_ clock: LiveClock, _ feed: DemoFeed, from start: Timestamp) {
            self.clock = clock
            self.feed = feed
            played = start
        }

        func now() -> Timestamp { clock.now }

        func advance(to now: Timestamp, store: Store) {
            guard now > played else { return }
            // What the clock jumped over, nobody read.
            if now - played <= HallTurn.gapMs { feed.play(from: played, to: now, into: store) }
            played = now
        }

        func pause(limitMs: Int) {}
        func stop() {}
    }

    private func clock(_ machine: Machine) -> LiveClock {
        LiveClock(wall: { machine.wall }, steadyMs: { machine.steadyMs })
    }

    @Test(arguments: [-86_400_000, -1_000, 1_000, 86_400_000] as [Int64])
    func everySlotClosesOnceAndNobodyIsCalledSilent(_ set: Int64) {
        var options = DemoOptions()
        options.gpus = 8
        options.scenario = .none
        let topology = options.topology, machine = Machine(options.start)
        let clock = clock(machine)
        let source = Source(clock, options.feed(topology), from: options.start)
        let store = Store(
            topology: topology, catalogue: .standard, targets: source.feed.targets, start: options.start)
        var turn = HallTurn(), slots: [Int] = []
        for round in 0..<1_200 {
            if round == 600 { machine.set(by: set) }
            machine.pass(50)
            if let snapshot = turn.run(source, store) { slots.append(snapshot.slot) }
        }
        #expect(slots == slots.sorted() && Set(slots).count == slots.count)
        // A clock that was set back costs no slot; one that was set forward, those it jumped over.
        #expect(slots.count >= 57, "\(slots.count)")
        #expect(store.snapshot.states(.hall)[.fresh] == 8)
        #expect(store.snapshot.events.isEmpty && store.snapshot.statistics.latePages == 0)
        #expect(store.snapshot.targets.allSatisfy { $0.learnedIntervalMs ?? 1_000 >= 900 })
        let away = source.clock.now - machine.wall
        #expect(set > 0 ? away == 0 : away <= -set && away >= -set - 200, "\(away)")
    }

    @Test func aClockSetBackByASecondIsCaughtUpWithInMinutes() {
        let machine = Machine(Timestamp(milliseconds: 1_000_000))
        let clock = clock(machine)
        machine.set(by: -1_000)
        var last = clock.now
        #expect(clock.aheadMs == 1_000)
        for _ in 0..<2_400 {
            machine.pass(100)
            let now = clock.now
            #expect(now - last >= 99)
            last = now
        }
        #expect(clock.aheadMs == 0 && last == machine.wall)
    }

    @Test func aSleepingMachineWakesInThePresent() {
        let machine = Machine(Timestamp(milliseconds: 1_000_000))
        let clock = clock(machine)
        _ = clock.now
        // The steady clock stood still meanwhile.
        machine.set(by: 3_600_000)
        #expect(clock.now == machine.wall)
    }
}
