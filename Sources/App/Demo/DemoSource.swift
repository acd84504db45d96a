// A demo hall in time with the clock, as a source of the core loop. It never drops a span: where the machine can not play as fast as
// asked, or was suspended, data time runs slower, and `pace` says so.

import Glibc
import Storage
import Telemetry

final class DemoSource: HallSource {
    /// Data time played at once, at most: slots then close one by one, each with its own samples.
    static let strideMs: Int64 = 1_000
    private static let windowMs: Int64 = 2_000

    private lazy var feed = make()
    private let make: () -> DemoFeed
    private let steady: () -> Int64
    private let pace: Pace
    private var clock: DataClock
    private var played: Timestamp
    private var isBehind = false
    /// Where the newest measurement of the pace began.
    private var window: (steadyMs: Int64, data: Timestamp)
    private var isWarm = false

    /// - Parameters:
    ///   - clock: where data time begins, and how fast it shall run.
    ///   - steady: a count of milliseconds that never goes back.
    ///   - make: called once, on the core thread.
    init(
        clock: DataClock, pace: Pace, steady: @escaping () -> Int64 = { SystemClock.steadyMs },
        make: @escaping () -> DemoFeed
    ) {
        self.make = make
        self.clock = clock
        self.pace = pace
        self.steady = steady
        played = clock.origin
        window = (clock.steadyOriginMs, clock.origin)
    }

    func now() -> Timestamp {
        let steadyMs = steady()
        let wanted = clock.data(atSteadyMs: steadyMs)
        isBehind = wanted - played > Self.strideMs
        guard isBehind else { return max(played, wanted) }
        // What is behind stays behind: the clock goes on from here.
        let reachable = played + Self.strideMs
        clock = DataClock(origin: reachable, steadyOriginMs: steadyMs, speed: clock.speed)
        return reachable
    }

    func advance(to now: Timestamp, store: Store) {
        guard now > played else { return }
        feed.play(from: played, to: now, into: store)
        played = now
        let steadyMs = steady(), elapsed = steadyMs - window.steadyMs
        guard elapsed >= Self.windowMs else { return }
        // The first pages have to be learned, and a process that was stopped did not run: neither says anything about the speed.
        if isWarm, elapsed < 2 * Self.windowMs { pace.reached = Double(played - window.data) / Double(elapsed) }
        isWarm = true
        window = (steadyMs, played)
    }

    func pause(limitMs: Int) {
        if !isBehind { usleep(UInt32(min(limitMs, 40)) * 1000) }
    }

    func stop() {}
}
