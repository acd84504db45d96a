// A demo hall in time with the clock, as a source of the core loop.

import Glibc
import Storage
import Telemetry

final class DemoSource: HallSource {
    private lazy var feed = make()
    private let make: () -> DemoFeed
    private let clock: DataClock
    private var played: Timestamp

    /// - Parameter make: called once, on the core thread.
    init(clock: DataClock, make: @escaping () -> DemoFeed) {
        self.make = make
        self.clock = clock
        played = clock.origin
    }

    func now() -> Timestamp { clock.data(atSteadyMs: SystemClock.steadyMs) }

    func advance(to now: Timestamp, store: Store) {
        // After a suspension what was missed is missed: a scraper would not have it either.
        if now - played > 10_000 { played = now - 1_000 }
        guard now > played else { return }
        feed.play(from: played, to: now, into: store)
        played = now
    }

    func pause(limitMs: Int) { usleep(UInt32(min(limitMs, 40)) * 1000) }
    func stop() {}
}
