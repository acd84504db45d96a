// Rates of counters that bring their own time: over holes, beside pages without times, and when pages change.

import App
import Facility
import Storage
import Telemetry
import Testing

struct StampedCounterTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func topology(_ host: String) -> Topology {
        Topology(site: "s", hall: "h", hosts: [HostEntry(name: host, place: nil, gpus: 1)])
    }

    private let target = TargetDescription(url: "http://a01-c01/", address: "a01-c01", intervalMs: 1_000)

    private func store(_ host: String = "a01-c01") -> Store {
        Store(topology: topology(host), catalogue: .standard, targets: [target], start: start)
    }

    private func table(_ metrics: [MetricID], host: String = "a01-c01") -> SeriesTable {
        let series = metrics.map { metric in
            SeriesTable.Series(
                name: "m\(metric.index)", labels: "", metric: metric, factor: 1, host: 0, gpu: 0,
                isCounter: Catalogue.standard[metric].kind == .counter)
        }
        return SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [host],
            gpus: [(0, GPUIdentity(ordinal: 0))])
    }

    /// One page of second `second`, and the rate that stands when its slot is closed.
    ///
    /// - Parameter stampedAt: seconds after the start, for each value that has a time of its own; nil for a page without any.
    private func rate(
        _ store: Store, _ table: SeriesTable, _ second: Int, _ values: [Double], stampedAt: [Double?]?
    ) -> Float {
        let page = PageValues()
        page.resize(to: values.count, timestamps: stampedAt != nil)
        for index in values.indices {
            page[index] = values[index]
            page.timestamps?[index] =
                stampedAt?[index].map { start.milliseconds + Int64($0 * 1_000) } ?? PageValues.noTimestamp
        }
        let time = start + Int64(second) * 1_000 + 500
        store.accept(.page(Batch(target: 0, time: time, table: table, values: page, bytes: 1)))
        _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        return store.snapshot.value(.energyWatts, 0)
    }

    /// 700 W all the time; nine seconds' numbers are none.
    @Test func aRateOverAHoleIsUnknown() {
        let store = store(), table = table([.energyWatts])
        for second in 0..<20 {
            let isHole = (5..<14).contains(second)
            let rate = rate(
                store, table, second, [isHole ? .nan : Double(second) * 700], stampedAt: [Double(second) + 0.5])
            if second == 0 || isHole || second == 14 {
                #expect(rate.isNaN, "second \(second): \(rate)")
            } else {
                #expect(rate == 700, "second \(second)")
            }
        }
    }

    /// A series of somebody else's brings a time, on every fourth page.
    @Test func pagesWithAndWithoutTimesTellOneRate() {
        let store = store(), plain = table([.energyWatts]), mixed = table([.energyWatts, .tempCelsius])
        for second in 0..<20 {
            let energy = Double(second) * 700
            let rate =
                second % 4 == 3
                ? rate(store, mixed, second, [energy, 50], stampedAt: [nil, Double(second)])
                : rate(store, plain, second, [energy], stampedAt: nil)
            #expect(second == 0 ? rate.isNaN : rate == 700, "second \(second): \(rate)")
        }
    }

    /// Federated for a while, read without times, federated again: the elapsed time is that between the readings.
    @Test func everyReadingHasItsOwnTime() {
        let store = store(), table = table([.energyWatts])
        let stamps: [Double?] = [0, 1, 2, nil, nil, 5, 6, nil]
        for (second, stamp) in stamps.enumerated() {
            let taken = stamp ?? Double(second) + 0.5
            let rate = rate(store, table, second, [taken * 700], stampedAt: stamp.map { [$0] })
            #expect(second == 0 ? rate.isNaN : rate == 700, "second \(second): \(rate)")
        }
    }

    @Test func seriesThatComeAndGoCostNoRate() {
        let store = store()
        let tables = [
            table([.energyWatts]), table([.tempCelsius, .energyWatts]), table([.energyWatts, .tempCelsius]),
            table([.powerWatts, .energyWatts, .tempCelsius]), table([.energyWatts]),
        ]
        for second in 0..<15 {
            let table = tables[second % tables.count]
            let values = table.series.map { $0.metric == .energyWatts ? Double(second) * 700 : 50 }
            let rate = rate(
                store, table, second, values, stampedAt: Array(repeating: Double(second) + 0.5, count: values.count))
            #expect(second == 0 ? rate.isNaN : rate == 700, "second \(second): \(rate)")
        }
    }

    /// The first page names a host that has no place yet: its second one has a rate already.
    @Test func aHostThatJustGotItsPlaceHasARate() {
        let store = store("c01-c01"), table = table([.energyWatts], host: "b01-c01")
        _ = rate(store, table, 0, [0], stampedAt: [0.25])
        store.adopt(topology: topology("b01-c01"), targets: [target])
        #expect(rate(store, table, 1, [700], stampedAt: [1.25]) == 700)
    }
}
