// The loops that take a page's numbers to their places: every kind of number at every place of a tray.

import Facility
import Storage
import Telemetry
import Testing

@Suite("Scatter")
struct ScatterTests {
    private static let start = Timestamp(milliseconds: 1_800_000_000_000)
    private static let metrics: [MetricID] = [.tempCelsius, .powerWatts, .smActive, .memoryUsedBytes]

    /// What is printed, and what is to be stored of it: `nil` for a number that is none.
    private static let kinds: [(raw: Double, stored: Float?)] = [
        (0, 0), (-0.0, 0), (41, 41), (-3, -3), (2_147_483_631, 2_147_483_648), (2_147_483_632, nil),
        (2_147_483_647, nil), (2_147_483_648, 2_147_483_648), (140_737_488_355_328, nil),
        (140_737_488_355_333, 140_737_488_355_328), (9_223_372_036_854_775_807, nil),
        (-9_223_372_036_854_775_808, -9.2233720368547758e18),
        (.nan, nil), (-.nan, nil),
    ]

    @Test("a tray's numbers arrive, whichever of them are none", arguments: 0..<64)
    func numbersArrive(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let hall = TestHall(gpus: 72, start: Self.start)
        var kinds: [MetricID: [(raw: Double, stored: Float?)]] = [:]
        for metric in Self.metrics {
            kinds[metric] = (0..<4).map { _ in
                // Most pages hold plain numbers alone, or one that is none.
                seed % 2 == 0 && random.next() % 8 != 0 ? (41, 41) : Self.kinds.randomElement(using: &random)!
            }
        }
        hall.scrape(at: 100, exact: kinds.mapValues { $0.map(\.raw) })
        hall.close(1_300)
        for metric in Self.metrics {
            let values = hall.store.snapshot.values(metric, at: hall.store.snapshot.moment)
            for (gpu, kind) in kinds[metric]!.enumerated() {
                #expect(values[gpu].isNaN == (kind.stored == nil), "\(metric) of GPU \(gpu): \(kind.raw)")
                if let stored = kind.stored { #expect(values[gpu] == stored) }
            }
        }
    }

    @Test("one value that moves is seen wherever it stands, and two that change places")
    func movesAreSeen() {
        let hall = TestHall(gpus: 72, start: Self.start)
        var page = Dictionary(
            uniqueKeysWithValues: Self.metrics.enumerated().map { row, metric in
                (metric, (0..<4).map { Double(row * 10 + $0) })
            })
        var second = 0
        func scrape() -> Timestamp? {
            hall.scrape(at: second * 1_000 + 100, exact: page)
            second += 1
            hall.close(second * 1_000 + 300)
            return hall.store.snapshot.targets[0].lastChange
        }
        var last = scrape()
        func expectChange(_ what: String) {
            let change = scrape()
            #expect(change == Self.start + Int64(second - 1) * 1_000 + 100, "\(what)")
            #expect(scrape() == change, "\(what): the same page again")
            last = change
        }
        #expect(scrape() == last)
        for metric in Self.metrics {
            for gpu in 0..<4 {
                page[metric]![gpu] += 1
                expectChange("\(metric), GPU \(gpu)")
            }
            page[metric]!.swapAt(0, 3)
            expectChange("\(metric), two GPUs")
        }
        let power = page[.powerWatts]!
        page[.powerWatts] = page[.tempCelsius]
        page[.tempCelsius] = power
        expectChange("two metrics")
    }
}
