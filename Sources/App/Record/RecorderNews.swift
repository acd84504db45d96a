// What is worth saying of a recording under way: that it waits, goes on, or stopped. Once each; it neither looks nor prints by itself.

import Recording
import Telemetry

/// Remembers what was said.
struct RecorderNews {
    private var isWaiting = false
    private var isOver = false

    /// - Returns: a sentence where something changed since the last call.
    mutating func next(_ status: RecordingStatus) -> String? {
        switch status.phase {
        case .running, .finished:
            guard isWaiting else { return nil }
            isWaiting = false
            return
                "recording goes on; \(Plural.counted(status.dropped, "slot")) \(status.dropped == 1 ? "is" : "are") missing"
        case .waiting(let why):
            guard !isWaiting else { return nil }
            isWaiting = true
            return "recording waits: \(why); after that it goes on by itself"
        case .stopped(let why):
            guard !isOver else { return nil }
            isOver = true
            return "recording stopped: \(why)"
        }
    }
}
