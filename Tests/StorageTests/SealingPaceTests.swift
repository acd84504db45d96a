// Sealing keeps up with time, whatever a slot's length: what waits to be sealed is bounded.

import App
import Facility
import Telemetry
import Testing

@testable import Storage

struct SealingPaceTests {
    @Test(arguments: [100, 1_000, 5_000, 10_000, 60_000]) func framesThatWaitAreBounded(stepMs: Int) {
        // Forty racks are more chunks than a block has slots.
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let topology = StandardHall.topology(gpus: 2_880)
        let target = TargetDescription(url: "test://a", address: topology.trays[0].host, intervalMs: stepMs)
        let hall = TestHall(topology: topology, targets: [target], start: start, stepMs: Int64(stepMs))
        let rings = [hall.store.raw] + hall.store.levels.map(\.ring)
        var most = rings.map { _ in 0 }
        for slot in 0..<400 {
            hall.scrape(at: slot * stepMs + 10, [.tempCelsius: (0..<4).map { Float(slot * 7 % 31 + $0) }])
            hall.close((slot + 1) * stepMs + stepMs * 3 / 10)
            for (index, ring) in rings.enumerated() { most[index] = max(most[index], ring.frames.count) }
        }
        for (ring, most) in zip(rings, most) {
            #expect(most <= 2 * ring.blockSlots + ring.keepSlots, "\(ring.stepMs) ms: \(most)")
        }
        let sealed = hall.store.raw.blocks.map(\.count)
        #expect(sealed.contains { $0 > 0 })
    }

    /// A frame is memory of a whole hall: once as many are there as are needed, none is made.
    @Test func framesAreUsedAgain() {
        let hall = TestHall(gpus: 144, start: Timestamp(milliseconds: 1_782_864_000_000))
        var known = Set<ObjectIdentifier>()
        for slot in 0..<400 {
            hall.scrape(at: slot * 1_000 + 10, [.tempCelsius: (0..<4).map { Float(slot * 7 % 31 + $0) }])
            // They are all alive, so that none can have the address of one that is gone.
            if slot == 200 {
                let retired = hall.store.retired.flatMap { [$0.0, $0.1] }
                let newest = [hall.store.lastValues, hall.store.lastSlots]
                known = Set((hall.store.spare + hall.store.raw.frames + retired + newest).map(ObjectIdentifier.init))
            }
            hall.close((slot + 1) * 1_000 + 300)
        }
        #expect(known.count > 60)
        let made = hall.store.raw.frames.count { !known.contains(ObjectIdentifier($0)) }
        #expect(made <= 8, "\(made) of \(hall.store.raw.frames.count)")
    }

    /// A list of targets that changes every few seconds begins every seal anew: what waits is bounded all the same, and the past is there.
    @Test(arguments: [7, 20, 45]) func aHallThatChangesAllTheTimeIsSealed(everySeconds: Int) {
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let hall = TestHall(gpus: 144, start: start)
        var most = 0
        for slot in 0..<600 {
            hall.scrape(at: slot * 1_000 + 10, [.tempCelsius: (0..<4).map { Float(40 + (slot + $0) % 7) }])
            hall.close((slot + 1) * 1_000 + 300)
            most = max(most, hall.store.raw.frames.count)
            guard slot % everySeconds == everySeconds - 1 else { continue }
            hall.store.adopt(topology: StandardHall.topology(gpus: 144), targets: hall.targets)
        }
        #expect(most <= 60 + 2 * 60 + everySeconds, "\(most)")
        #expect(hall.store.raw.blocks[0].count >= 7)
        let value = hall.store.snapshot.value(.tempCelsius, 0, at: start + 100_000)
        #expect(value == Float(40 + 99 % 7))
    }
}
