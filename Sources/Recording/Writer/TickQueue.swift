// The bounded way from the core thread to the writer's. A full queue never stalls a live hall: the slot is left out, and counted.

import Foundation

/// Safe to use from both threads.
final class TickQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var items: [RecordedItem] = []
    private var ticks = 0
    /// The slot that was taken last.
    private var newest: Int?
    private var spare: [WireTick] = []
    private var isClosed = false
    private let capacity: Int

    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// - Parameter waits: for room, instead of leaving the tick out.
    /// - Returns: whether it was taken.
    func push(_ tick: RecordedTick, waits: Bool) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while waits, ticks >= capacity, !isClosed { condition.wait() }
        guard ticks < capacity, !isClosed else { return false }
        items.append(.tick(tick))
        newest = tick.snapshot.slot
        ticks += 1
        condition.broadcast()
        return true
    }

    /// A board behind the slot that it belongs to, left out only with its slot: so there are never more boards than slots.
    func push(slot: Int, board: @escaping @Sendable () -> [UInt8]) {
        condition.lock()
        defer { condition.unlock() }
        guard slot == newest, !isClosed else { return }
        if case .board(slot, _) = items.last { items.removeLast() }
        items.append(.board(slot: slot, bytes: board))
        condition.broadcast()
    }

    /// The oldest item; waits for one. nil once the queue is closed and empty.
    func pop() -> RecordedItem? {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty, !isClosed { condition.wait() }
        guard !items.isEmpty else { return nil }
        condition.broadcast()
        let item = items.removeFirst()
        if case .tick = item { ticks -= 1 }
        return item
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
