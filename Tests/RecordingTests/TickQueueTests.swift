// The queue to the writer's thread: what rules say goes wherever its slot goes.

import Storage
import Testing

@testable import Recording

struct TickQueueTests {
    @Test func aBoardIsLeftOutOnlyWithItsSlot() {
        var snapshots: [Snapshot] = []
        Demo.play(slots: 4, observer: nil, gpus: 72) { snapshots.append($0) }
        let queue = TickQueue(capacity: 2)
        func push(_ index: Int) -> Bool {
            let slot = snapshots[index].slot
            let taken = queue.push(RecordedTick(snapshot: snapshots[index], pageTimes: [], wire: nil), waits: false)
            queue.push(slot: slot) { [UInt8(index)] }
            return taken
        }
        #expect(push(0) && push(1))
        // The writer has begun with the first slot, and its board still waits: the fullest that a queue can be.
        guard case .tick? = queue.pop() else { return #expect(Bool(false), "a slot comes first") }
        #expect(push(2))
        #expect(!push(3))
        queue.close()
        var items: [String] = []
        while let item = queue.pop() {
            switch item {
            case .tick(let tick): items.append("slot \(tick.snapshot.slot - snapshots[0].slot)")
            case .board(_, let bytes): items.append("board \(bytes()[0])")
            }
        }
        #expect(items == ["board 0", "slot 1", "board 1", "slot 2", "board 2"])
    }
}
