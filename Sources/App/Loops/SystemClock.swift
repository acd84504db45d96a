// The only reader of the machine's clocks.

import Glibc
import Telemetry

/// Wall time and a steady count of milliseconds.
public enum SystemClock {
    /// Wall time; it may jump when the machine's clock is set.
    public static var now: Timestamp { Timestamp(milliseconds: read(CLOCK_REALTIME)) }

    /// Never goes back; for intervals.
    public static var steadyMs: Int64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
