// Values that bring their own time.

import App
import Facility
import Storage
import Telemetry
import Testing

struct StampedPageTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func store(intervalMs: Int = 1_000) -> Store {
        Store(
            topology: Topology(site: "s", hall: "h", hosts: [HostEntry(name: "a01-c01", place: nil, gpus: 1)]),
            catalogue: .standard,
            targets: [TargetDescription(url: "http://a01-c01/", address: "a01-c01", intervalMs: intervalMs)],
            start: start)
    }

    private func table(_ points: Int, _ metric: MetricID) -> SeriesTable {
        let series = (0..<points).map { _ in
            SeriesTable.Series(
                name: "m", labels: "", metric: metric, factor: 1, host: 0, gpu: 0,
                isCounter: Catalogue.standard[metric].kind == .counter)
        }
        return SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: ["a01-c01"],
            gpus: [(0, GPUIdentity(ordinal: 0))])
    }

    private func accept(_ store: Store, _ table: SeriesTable, at ms: Int64, _ points: [(ms: Int64, value: Double)]) {
        let values = PageValues()
        values.resize(to: points.count, timestamps: true)
        for (index, point) in points.enumerated() {
            values[index] = point.value
            values.timestamps![index] = start.milliseconds + point.ms
        }
        store.accept(.page(Batch(target: 0, time: start + ms, table: table, values: values, bytes: 1)))
    }

    @Test func timesFarFromNowAreNamed() {
        let store = store(), table = table(1, .powerWatts)
        accept(store, table, at: 900, [(-3_600_000, 1)])
        _ = store.close(upTo: start + 1_400)
        #expect(store.snapshot.targets[0].firstBadLine?.contains("1 timed more than 60 s ago") == true)
        accept(store, table, at: 1_900, [(3_600_000, 1)])
        _ = store.close(upTo: start + 2_400)
        #expect(store.snapshot.targets[0].firstBadLine?.contains("1 timed in the future") == true)
        accept(store, table, at: 2_900, [(2_900, 1)])
        _ = store.close(upTo: start + 3_400)
        #expect(store.snapshot.targets[0].firstBadLine == nil)
    }

    @Test func tenPointsASecondGoToTheirSlots() {
        let store = store(), table = table(10, .powerWatts)
        accept(store, table, at: 900, (0..<10).map { (Int64($0) * 90, Double($0)) })
        accept(store, table, at: 2_050, (0..<10).map { (1_100 + Int64($0) * 100, 10 + Double($0)) })
        _ = store.close(upTo: start + 1_400)
        #expect(store.snapshot.value(.powerWatts, 0) == 9)
        _ = store.close(upTo: start + 2_400)
        #expect(store.snapshot.value(.powerWatts, 0) == 18)
        _ = store.close(upTo: start + 3_400)
        #expect(store.snapshot.value(.powerWatts, 0) == 19)
    }

    @Test func aServersOldValueIsThePresentOneUntilItIsTooOld() {
        let store = store(), table = table(1, .powerWatts)
        _ = store.close(upTo: start + 20_400)
        accept(store, table, at: 20_500, [(10_000, 700)])
        _ = store.close(upTo: start + 21_400)
        #expect(store.snapshot.value(.powerWatts, 0) == 700)
        _ = store.close(upTo: start + 74_400)
        accept(store, table, at: 75_000, [(10_000, 700)])
        _ = store.close(upTo: start + 76_400)
        #expect(Absence(store.snapshot.value(.powerWatts, 0)) == .stale)
    }

    @Test func ratesGoByTheSamplesOwnTimes() {
        let store = store(), table = table(1, .energyWatts)
        accept(store, table, at: 500, [(0, 1_000)])
        accept(store, table, at: 1_500, [(500, 1_250)])
        _ = store.close(upTo: start + 2_400)
        #expect(store.snapshot.value(.energyWatts, 0) == 500)
        // Not read again since: what was known holds.
        accept(store, table, at: 2_500, [(500, 1_250)])
        _ = store.close(upTo: start + 3_400)
        #expect(store.snapshot.value(.energyWatts, 0) == 500)
    }
}
