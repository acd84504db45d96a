// The bounded way from the core thread to the writer's. A full queue never stalls a live hall: the slot is left out, and counted.

import Foundation

/// Safe to use from both threads.
final class TickQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var ticks: [RecordedTick] = []
    private var spare: [WireTick] = []
    private var isClosed = false
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// - Parameter waits: for room, instead of leaving the tick out.
    /// - Returns: whether it was taken.
    func push(_ tick: RecordedTick, waits: Bool) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waits, ticks.count >= capacity, !isClosed { condition.wait() }
        guard ticks.count < capacity, !isClosed else { return false }
        ticks.append(tick)
        condition.broadcast()
        return true
    }

    /// The oldest tick; waits for one. nil once the queue is closed and empty.
    func pop() -> RecordedTick? {
        condition.lock()
        defer { condition.unlock() }
        while ticks.isEmpty, !isClosed { condition.wait() }
        guard !ticks.isEmpty else { return nil }
        condition.broadcast()
        return ticks.removeFirst()
    }

    /// No more ticks; what is there is still taken.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    func give(_ wire: WireTick) {
        wire.removeAll()
        condition.lock()
        if spare.count < 4 { spare.append(wire) }
        condition.unlock()
    }

    func takeWire() -> WireTick {
        condition.lock()
        defer { condition.unlock() }
        return spare.popLast() ?? WireTick()
    }
}
