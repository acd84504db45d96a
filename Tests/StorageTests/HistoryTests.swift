// History read back: raw slots, longer steps, holes, all by the same rules.

import Facility
import Storage
import Telemetry
import Testing

/// The past, frames and blocks alike, against arrays that remember everything.
struct HistoryTests {
    let start = Timestamp(milliseconds: 1_000_000)

    /// Plays `seconds` of four GPUs; NaN where a GPU was not named.
    private func play(_ hall: TestHall, _ range: Range<Int>, _ value: (Int, Int) -> Float) {
        for second in range {
            let row = (0..<4).map { value(second, $0) }
            hall.scrape(
                at: second * 1000 + 100, [.tempCelsius: row, .powerWatts: row.map { $0 * 3 + 0.5 }],
                absent: Set((0..<4).filter { row[$0].isNaN }))
            hall.close(second * 1000 + 1_300)
        }
    }

    private func temperature(_ second: Int, _ gpu: Int) -> Float {
        gpu == 3 && second % 90 > 80 ? .nan : Float(40 + (second * 7 + gpu * 13) % 31)
    }

    @Test func everyWindowIsWhatWasSeen() {
        let hall = TestHall(gpus: 8, start: start)
        play(hall, 0..<500, temperature)
        let snapshot = hall.store.snapshot
        for gpu in 0..<4 {
            for slots in [1, 2, 59, 60, 61, 119, 130, 311, 500, 640] {
                let history = snapshot.history(.tempCelsius, gpu, slots: slots)
                #expect(history.count == slots)
                for (index, value) in history.enumerated() {
                    let second = 500 - slots + index
                    if second < 0 {
                        #expect(Absence(value) == .missing)
                    } else if temperature(second, gpu).isNaN {
                        #expect(Absence(value) == .stale, "gpu \(gpu) second \(second)")
                    } else {
                        #expect(value == temperature(second, gpu), "gpu \(gpu) second \(second)")
                    }
                }
            }
        }
        #expect(snapshot.history(.tempCelsius, 6, slots: 300).allSatisfy { Absence($0) == .missing })
    }

    @Test func timelinesFoldWhatWasSeen() {
        let hall = TestHall(gpus: 8, start: start)
        play(hall, 0..<437, temperature)
        let snapshot = hall.store.snapshot
        for (place, gpus) in [
            (Place.gpu(1), [1]), (.tray(0), [0, 1, 2, 3]), (.rack(0), [0, 1, 2, 3]), (.hall, [0, 1, 2, 3]),
        ] {
            for columns in [437, 43] {
                let grid = TimeGrid(end: snapshot.moment, spanMs: 430_000, columns: columns == 437 ? 430 : 43)
                let cells = snapshot.timeline(.tempCelsius, place, over: grid)
                var expected = [RollUp](repeating: RollUp(), count: grid.columns)
                for second in 0..<437 {
                    guard let column = grid.column(endingAt: start + Int64(second + 1) * 1000) else { continue }
                    for gpu in gpus { expected[column].add(temperature(second, gpu)) }
                }
                // Steps of ten seconds do not end where this grid's columns end: the whole must agree.
                if grid.columns == 430 {
                    for column in cells.indices {
                        // The lost GPU is gone from its third absence on, and stale before: never counted.
                        #expect(cells[column].count == expected[column].count, "\(place) \(column)")
                        #expect(cells[column].min == expected[column].min && cells[column].max == expected[column].max)
                        #expect(abs(cells[column].mean - expected[column].mean) < 1e-3)
                    }
                } else {
                    let total = cells.reduce(into: RollUp()) { $0.merge($1) }
                    let whole = expected.reduce(into: RollUp()) { $0.merge($1) }
                    #expect(abs(total.mean - whole.mean) < 0.3 && total.count > 0, "\(place)")
                    #expect(total.max == whole.max && total.min == whole.min)
                }
            }
        }
    }

    @Test func longSilenceOfTheProcessIsMissing() {
        let hall = TestHall(gpus: 4, start: start)
        play(hall, 0..<100, temperature)
        hall.close(5_000_000)
        play(hall, 5_000..<5_130, temperature)
        let history = hall.store.snapshot.history(.tempCelsius, 0, slots: 5_130)
        #expect(history.suffix(130) == (5_000..<5_130).map { temperature($0, 0) }[...])
        #expect(history[300..<4_990].allSatisfy { Absence($0) == .missing })
    }

    @Test func oldSlotsAreForgotten() {
        var retention = Retention()
        retention.rawMs = 120_000
        let hall = TestHall(gpus: 4, start: start, retention: retention)
        play(hall, 0..<600, temperature)
        let history = hall.store.snapshot.history(.tempCelsius, 0, slots: 600)
        let kept = history.count { !$0.isNaN }
        #expect(kept >= 120 && kept <= 320)
        #expect(history.suffix(kept) == (600 - kept..<600).map { temperature($0, 0) }[...])
        // Ten-second steps remember longer.
        let grid = TimeGrid(end: hall.store.snapshot.moment, spanMs: 600_000, columns: 60)
        #expect(hall.store.snapshot.timeline(.powerWatts, .gpu(0), over: grid).allSatisfy { $0.count > 0 })
        #expect(hall.store.snapshot.timeline(.powerWatts, .rack(0), over: grid).allSatisfy { $0.count > 0 })
    }

    /// Watts are seconds: a column's mean lies within the steps that may stand for it. Nowhere is a hole, however short the columns.
    @Test func olderTimesComeInLongerStepsWithoutHoles() {
        var retention = Retention()
        (retention.rawMs, retention.fineMs) = (300_000, 1_200_000)
        let hall = TestHall(gpus: 4, start: start, retention: retention)
        for second in 0..<4_317 {
            let watts = Float(second)
            hall.scrape(
                at: second * 1000 + 100, [.tempCelsius: [40, 41, 42, 43], .powerWatts: [watts, watts, watts, watts]])
            hall.close(second * 1000 + 1_300)
        }
        let snapshot = hall.store.snapshot
        for place in [Place.hall, .row(0), .rack(0), .gpu(2)] {
            for columnMs in [7_000, 20_000, 60_000, 90_000] as [Int64] {
                let columns = 4_300_000 / Int(columnMs)
                let grid = TimeGrid(end: snapshot.moment, spanMs: columnMs * Int64(columns), columns: columns)
                let cells = snapshot.timeline(.powerWatts, place, over: grid)
                for column in cells.indices {
                    let middle = Double(grid.end(of: column) - columnMs / 2 - start) / 1000
                    #expect(cells[column].count > 0, "\(place) \(columnMs) \(column)")
                    let slack = Double(columnMs) / 2000 + 61
                    #expect(abs(cells[column].mean - middle) <= slack, "\(place) \(columnMs) \(column)")
                }
            }
        }
    }

    @Test func quantilesComeFromTheHistogram() {
        let hall = TestHall(gpus: 4, start: start)
        hall.scrape(at: 100, [.tempCelsius: [30, 40, 50, 80]])
        hall.close(1_300)
        let (p50, p95) = hall.store.snapshot.quantiles(.tempCelsius, .hall)
        #expect(p50 >= 39 && p50 <= 42 && p95 >= 78 && p95 <= 80)
        #expect(hall.store.snapshot.quantiles(.tempCelsius, .tray(0)).p50 == 40)
        #expect(hall.store.snapshot.quantiles(.powerWatts, .hall).p50.isNaN)
    }
}
