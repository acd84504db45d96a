// A demo that is asked for more than the machine gives: time slows down, nothing is lost, nothing looks frozen.

import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct DemoSourceTests {
    /// Plays `rounds` turns of the core loop, each taking `turnMs` of the machine's time.
    private func play(speed: Double, rounds: Int, turnMs: Int64) -> (store: Store, pace: Pace, end: Timestamp) {
        var options = DemoOptions()
        options.gpus = 72
        options.scenario = .none
        let topology = options.topology
        let store = Store(
            topology: topology, catalogue: .standard, targets: DemoTargets.list(topology), start: options.start)
        let pace = Pace(asked: speed)
        var steadyMs: Int64 = 0
        let clock = DataClock(origin: options.start, steadyOriginMs: 0, speed: speed)
        let source = DemoSource(clock: clock, pace: pace, steady: { steadyMs }) { [options] in options.feed(topology) }
        var end = options.start
        for _ in 0..<rounds {
            steadyMs += turnMs
            end = source.now()
            source.advance(to: end, store: store)
            _ = store.close(upTo: end)
        }
        return (store, pace, end)
    }

    @Test func aSlowMachineLosesNothing() {
        let (store, pace, end) = play(speed: 100, rounds: 60, turnMs: 500)
        #expect(end - store.snapshot.moment <= 2_000)
        #expect(store.snapshot.states(.hall)[.fresh] == 72)
        #expect(store.snapshot.events.isEmpty && store.snapshot.statistics.latePages == 0)
        #expect(end == DemoOptions.defaultStart + 60_000)
        #expect(pace.words == " ×2 of ×100")
        let scrapes = store.snapshot.targets.filter { $0.description.intervalMs == 1_000 }.map(\.scrapes)
        #expect(scrapes.allSatisfy { $0 == 60 })
    }

    @Test func aFastMachineKeepsUpAndSaysTheSpeed() {
        let (_, pace, end) = play(speed: 10, rounds: 100, turnMs: 50)
        #expect(end == DemoOptions.defaultStart + 50_000)
        #expect(pace.words == " ×10")
        #expect(play(speed: 1, rounds: 100, turnMs: 50).pace.words == "")
    }
}
