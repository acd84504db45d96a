// The bounded way from the network's thread to the core: results in, values back. When it is full, newer pages replace older.

import Synchronization
import Telemetry

/// Safe to use from any thread.
public final class Mailbox: Sendable {
    private struct State: ~Copyable {
        var results: [ScrapeResult] = []
        var pool: [PageValues] = []
        var replaced = 0
        var capacity = 16
    }

    private let notify: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: results held at most; one per target is enough.
    ///   - notify: called after each result, on the thread that posted it.
    public init(capacity: Int, notify: @escaping @Sendable () -> Void = {}) {
        self.notify = notify
        resize(toHold: capacity)
    }

    /// Another number of targets, another bound.
    public func resize(toHold capacity: Int) { state.withLock { $0.capacity = max(16, capacity) } }

    /// Adds a result; at capacity the target's older one, else the oldest of all, makes room.
    public func post(_ result: ScrapeResult) {
        state.withLock { state in
            if state.results.count >= state.capacity {
                let old = state.results.firstIndex { $0.target == result.target } ?? 0
                if case .page(let batch) = state.results.remove(at: old) { state.pool.append(batch.values) }
                state.replaced += 1
            }
            state.results.append(result)
        }
        notify()
    }

    /// Takes everything that is there, oldest first.
    public func drain() -> [ScrapeResult] {
        state.withLock { state in
            let results = state.results
            state.results = []
            return results
        }
    }

    /// An empty row of values, an old one if there is any.
    public func values() -> PageValues { state.withLock { $0.pool.popLast() } ?? PageValues() }

    /// Gives values back once they are read.
    public func recycle(_ results: [ScrapeResult]) {
        state.withLock { state in
            for case .page(let batch) in results where state.pool.count < state.capacity {
                state.pool.append(batch.values)
            }
        }
    }

    /// Results that newer ones replaced.
    public var replacedCount: Int { state.withLock { $0.replaced } }
}
