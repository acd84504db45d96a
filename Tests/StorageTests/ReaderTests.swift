// Readers beside a writer, for the thread sanitizer.

import Dispatch
import Storage
import Synchronization
import Telemetry
import Testing

/// One writer, eight readers: run under the thread sanitizer by Scripts/soak.
struct ReaderTests {
    private final class Shared: Sendable {
        let newest: Mutex<Snapshot>
        let isDone = Atomic<Bool>(false)
        let reads = Atomic<Int>(0)
        let mismatches = Atomic<Int>(0)

        init(_ snapshot: Snapshot) { newest = Mutex(snapshot) }
    }

    private static func value(_ second: Int, _ gpu: Int) -> Float { Float(30 + (second * 3 + gpu) % 40) }

    @Test func readersSeeWholeSlotsWhileTheWriterGoesOn() {
        let start = Timestamp(milliseconds: 0)
        let hall = TestHall(gpus: 8, start: start)
        let shared = Shared(hall.store.snapshot)
        let group = DispatchGroup()
        for _ in 0..<8 {
            DispatchQueue.global().async(group: group) {
                repeat {
                    Self.read(shared.newest.withLock { $0 }, shared)
                } while !shared.isDone.load(ordering: .relaxed)
            }
        }
        for second in 0..<700 {
            hall.scrape(at: second * 1000 + 100, [.tempCelsius: (0..<4).map { Self.value(second, $0) }])
            hall.close(second * 1000 + 1_300)
            shared.newest.withLock { $0 = hall.store.snapshot }
        }
        shared.isDone.store(true, ordering: .relaxed)
        group.wait()
        #expect(shared.reads.load(ordering: .relaxed) >= 8)
        #expect(shared.mismatches.load(ordering: .relaxed) == 0)
    }

    private static func read(_ snapshot: Snapshot, _ shared: Shared) {
        let slots = min(snapshot.slot + 1, 300)
        var isRight = true
        for gpu in 0..<4 where slots > 0 {
            let history = snapshot.history(.tempCelsius, gpu, slots: slots)
            for (index, seen) in history.enumerated()
            where seen != value(snapshot.slot + 1 - slots + index, gpu) { isRight = false }
        }
        let grid = TimeGrid(end: snapshot.moment, spanMs: 200_000, columns: 20)
        _ = snapshot.timeline(.tempCelsius, .rack(0), over: grid)
        _ = snapshot.rewound(to: snapshot.moment - 90_000).rollUp(.tempCelsius, .hall)
        _ = snapshot.events.count
        if !isRight { shared.mismatches.add(1, ordering: .relaxed) }
        shared.reads.add(1, ordering: .relaxed)
    }
}
