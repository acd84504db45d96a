// The present of targets over the network: wall time that never goes back. It decides nothing about what was not observed.

import Synchronization
import Telemetry

/// Follows the machine's wall clock forwards at once; when that is set back it goes on steadily and gives way slowly, so that no
/// slot comes twice and none waits until the wall clock has caught up. Safe to ask from any thread.
final class LiveClock: Sendable {
    /// Of the time that passes, the share by which it gives way to a clock that was set back: rates stay right to half a percent.
    static let yieldingShare = 1.0 / 200

    private struct Course {
        /// Data time less steady time.
        var offsetMs: Double
        var askedMs: Int64
        var aheadMs: Double
    }

    private let course: Mutex<Course>
    private let wall: @Sendable () -> Timestamp
    private let steadyMs: @Sendable () -> Int64

    /// - Parameters:
    ///   - wall: may jump either way.
    ///   - steadyMs: never goes back; need not count while the machine sleeps.
    init(
        wall: @escaping @Sendable () -> Timestamp = { SystemClock.now },
        steadyMs: @escaping @Sendable () -> Int64 = { SystemClock.steadyMs }
    ) {
        self.wall = wall
        self.steadyMs = steadyMs
        let steady = steadyMs()
        course = Mutex(Course(offsetMs: Double(wall().milliseconds - steady), askedMs: steady, aheadMs: 0))
    }

    /// Never earlier than what it said before.
    var now: Timestamp {
        course.withLock { course in
            // Asked under the lock: two threads must not overtake each other between the clocks and the course.
            let steady = steadyMs()
            let passed = Double(max(0, steady - course.askedMs))
            let ahead = course.offsetMs - Double(wall().milliseconds - steady)
            course.offsetMs -= ahead <= 0 ? ahead : min(ahead, passed * Self.yieldingShare)
            course.aheadMs = max(0, ahead)
            course.askedMs = max(course.askedMs, steady)
            return Timestamp(milliseconds: Int64((Double(steady) + course.offsetMs).rounded(.down)))
        }
    }

    /// How far it runs ahead of the wall clock, as of the last time it was asked.
    var aheadMs: Int64 { course.withLock { Int64($0.aheadMs) } }
}
