// Holes and silences: a rate over a hole is unknown, a slow source that refuses is gone, a step that a gap ends keeps its own time.

import App
import Facility
import Telemetry
import Testing

@testable import Storage

struct HoleTests {
    private static let start = Timestamp(milliseconds: 1_782_864_000_000)

    /// 500 W all the time; one second's number is none.
    @Test func aRateOverAHoleIsUnknownAndNotTwice() {
        let hall = TestHall(gpus: 72, start: Self.start)
        var rates: [Float] = []
        for second in 0..<8 {
            let raw = second == 4 ? Double.nan : Double(1_000_000 + second * 500_000)
            hall.scrape(at: second * 1_000 + 500, exact: [.energyWatts: [raw]], ordinals: [0])
            hall.close((second + 1) * 1_000 + 300)
            rates.append(hall.store.snapshot.value(.energyWatts, 0))
        }
        #expect(rates[1...3].allSatisfy { $0 == 500 } && rates[6...].allSatisfy { $0 == 500 })
        #expect(rates[4].isNaN && rates[5].isNaN, "\(rates)")
    }

    /// A page whose numbers move every ten minutes is read every second: refused, it is gone as soon as any other.
    @Test func whoRefusesIsGoneHoweverSlowlyItsValuesMoved() {
        let hall = TestHall(gpus: 72, start: Self.start)
        for second in 0..<2_500 {
            hall.scrape(at: second * 1_000 + 500, [.tempCelsius: [Float(40 + second / 600), 41, 42, 43]])
            hall.close((second + 1) * 1_000 + 300)
        }
        #expect(hall.store.snapshot.targets[0].state == .fresh)
        for second in 2_500..<2_510 {
            let time = Self.start + Int64(second) * 1_000 + 500
            hall.store.accept(.failed(target: 0, time: time, .refused))
            hall.close((second + 1) * 1_000 + 300)
        }
        #expect(hall.store.snapshot.targets[0].state == .unreachable)
        #expect(hall.store.snapshot.rollUp(.tempCelsius, .hall).count == 0)
    }

    /// Silent without a word it is late in time too.
    @Test func silenceIsNotMeasuredByValuesThatSeldomMove() {
        let hall = TestHall(gpus: 72, start: Self.start)
        for second in 0..<2_500 {
            hall.scrape(at: second * 1_000 + 500, [.tempCelsius: [Float(40 + second / 600), 41, 42, 43]])
            hall.close((second + 1) * 1_000 + 300)
        }
        for second in 2_500..<2_630 { hall.close((second + 1) * 1_000 + 300) }
        #expect(hall.store.snapshot.targets[0].state == .late)
    }

    /// 90 degrees in the first seconds, then nobody looked for more than an hour.
    @Test func aStepThatAGapEndsKeepsItsTime() {
        let hall = TestHall(gpus: 72, start: Self.start)
        for second in 0..<5 {
            hall.scrape(at: second * 1_000 + 500, [.tempCelsius: [90, 90, 90, 90]])
            hall.close((second + 1) * 1_000 + 300)
        }
        hall.store.jump(to: Self.start + 5_000_000)
        for second in 5_000..<5_025 {
            hall.scrape(at: second * 1_000 + 500, [.tempCelsius: [40, 40, 40, 40]])
            hall.close((second + 1) * 1_000 + 300)
        }
        let grid = TimeGrid(end: Self.start + 5_020_000, spanMs: 120_000, columns: 12)
        let columns = hall.store.snapshot.timeline(.tempCelsius, [.rack(0)], over: grid)[0]
        #expect(columns.filter { $0.count > 0 }.allSatisfy { $0.max == 40 }, "\(columns)")
        #expect(columns.contains { $0.count > 0 })
    }

    /// A hall looked back at: who was silent then keeps the age that it had.
    @Test func lookingBackKeepsTheAgesOfThen() {
        let hall = TestHall(gpus: 72, start: Self.start)
        for second in 0..<40 {
            // Silent from second 10 to second 29, and back.
            if !(10..<30).contains(second) {
                hall.scrape(at: second * 1_000 + 500, [.tempCelsius: [Float(50 + second), 41, 42, 43]])
            }
            hall.close((second + 1) * 1_000 + 300)
        }
        let then = hall.store.snapshot.rewound(to: Self.start + 20_000)
        #expect(then.value(.tempCelsius, 0).isNaN)
        let known = then.lastKnown(.tempCelsius, 0)
        #expect(known?.value == 59 && (8_000...10_000).contains(known?.ageMs ?? 0), "\(String(describing: known))")
        #expect((8_000...11_000).contains(then.gpuAgeMs(0) ?? 0), "\(String(describing: then.gpuAgeMs(0)))")
        #expect(then.gpuStateSince(0) != nil && then.gpuStateSince(0)! <= then.moment)
    }
}
