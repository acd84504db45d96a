// The wheel of due times against a list that is searched: everything wakes once, never early, late by a bucket at most.

import Testing

@testable import Ingest

struct DueWheelTests {
    @Test(arguments: [1, 2, 3, 4]) func wakesEachOnceAndNeverEarly(seed: UInt64) {
        var state = seed
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let wheel = DueWheel<Int>()
        var due: [Int] = [], woken: [Int?] = []
        var now = 0
        /// When each can be woken at the earliest.
        var possible: [Int] = []
        func add(_ dueMs: Int) {
            wheel.add(due.count, dueMs: dueMs)
            due.append(dueMs)
            possible.append(max(dueMs, now))
            woken.append(nil)
        }
        for _ in 0..<3_000 {
            // Some for this round, some for rounds to come, some whose time is over.
            add(now + [random(40), random(2_000), random(70_000), -random(50)][random(4)])
            now += random(50) == 0 ? random(60_000) : random(25)
            let before = now
            wheel.turn(toMs: now) { element in
                #expect(woken[element] == nil && due[element] <= before)
                woken[element] = before
                if random(3) == 0 { add(before + random(30_000)) }
            }
            for (element, time) in possible.enumerated() where woken[element] == nil {
                #expect(time > now - DueWheel<Int>.bucketMs, "due \(time), \(now) and still asleep")
            }
            if woken.count > 4_000 { break }
        }
        #expect(woken.contains { $0 != nil })
        wheel.clear()
        wheel.turn(toMs: now + 200_000) { _ in Issue.record("woken after all were forgotten") }
    }
}
