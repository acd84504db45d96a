// Two targets of one host report the same metric.

import App
import Facility
import Storage
import Telemetry
import Testing

struct ContestTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func accept(_ store: Store, _ target: Int, at ms: Int64, rank: Int, _ value: Double, more: Int = 0) {
        let metrics: [MetricID] = [.tempCelsius] + [MetricID.powerWatts, .smActive, .xid].prefix(more)
        accept(store, target, at: ms, rank: rank, value, metrics)
    }

    private func accept(
        _ store: Store, _ target: Int, at ms: Int64, rank: Int, _ value: Double, _ metrics: [MetricID]
    ) {
        let series = metrics.map {
            SeriesTable.Series(name: "t\(target)", labels: "", metric: $0, factor: 1, host: 0, gpu: 0, rank: rank)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: ["a01-c01"],
            gpus: [(0, GPUIdentity(ordinal: 0))])
        let values = PageValues()
        values.resize(to: metrics.count)
        for index in metrics.indices { values[index] = value }
        store.accept(.page(Batch(target: target, time: start + ms, table: table, values: values, bytes: 1)))
    }

    @Test func whoIsOutspokenIsNotFrozen() {
        let targets = ["x", "y"].map { TargetDescription(url: "http://\($0)/", address: "a01-c01", intervalMs: 1_000) }
        let store = Store(
            topology: Topology(site: "s", hall: "h", hosts: [HostEntry(name: "a01-c01", place: nil, gpus: 1)]),
            catalogue: .standard, targets: targets, start: start)
        for second in 0..<60 {
            // The same exporter twice: all that the second says is said already.
            for target in 0..<2 {
                accept(store, target, at: Int64(second) * 1_000 + 100, rank: 0, Double(40 + second % 7))
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(store.snapshot.targets.map(\.state) == [.fresh, .fresh])
        #expect(store.snapshot.gpuState(0) == .fresh)
        #expect(store.snapshot.events.isEmpty)
    }

    /// What one exporter said does not live on because another one of the host still answers, nor does it die with that one.
    @Test(arguments: [0, 1]) func eachExportersValuesHoldAsLongAsItAnswers(dead: Int) {
        let targets = ["x", "y"].map { TargetDescription(url: "http://\($0)/", address: "a01-c01", intervalMs: 1_000) }
        let topology = Topology(site: "s", hall: "h", hosts: [HostEntry(name: "a01-c01", place: nil, gpus: 1)])
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start)
        let metrics: [MetricID] = [.tempCelsius, .powerWatts]
        for second in 0..<20 {
            for target in 0..<2 where second < 8 || target != dead && second % 2 == 0 {
                accept(
                    store, target, at: Int64(second) * 1_000 + 100, rank: 0, Double(40 + second), [metrics[target]])
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
            let values = metrics.map { store.snapshot.value($0, 0) }
            #expect(values[1 - dead] == Float(40 + (second < 8 ? second : second / 2 * 2)), "second \(second)")
            #expect(second < 9 ? values[dead] == Float(40 + min(second, 7)) : Absence(values[dead]) == .missing)
        }
        store.adopt(topology: topology, targets: [targets[dead]])
        _ = store.close(upTo: start + 21_400)
        #expect(Absence(store.snapshot.value(metrics[1 - dead], 0)) == .missing)
    }

    @Test func theBetterSourceCountsWhileItAnswers() {
        let targets = ["x", "y"].map { TargetDescription(url: "http://\($0)/", address: "a01-c01", intervalMs: 1_000) }
        let store = Store(
            topology: Topology(site: "s", hall: "h", hosts: [HostEntry(name: "a01-c01", place: nil, gpus: 1)]),
            catalogue: .standard, targets: targets, start: start)
        func value() -> Float { store.snapshot.value(.tempCelsius, 0) }
        accept(store, 0, at: 100, rank: 6, 40)
        _ = store.close(upTo: start + 1_400)
        #expect(value() == 40)
        for second in 1..<4 {
            accept(store, 1, at: Int64(second) * 1_000 + 100, rank: 0, 60, more: 2)
            accept(store, 0, at: Int64(second) * 1_000 + 200, rank: 6, 40)
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(value() == 60)
        #expect(store.snapshot.targets.map(\.rival) == [1, nil])
        // The better one falls silent: after its time the other speaks again.
        store.accept(.failed(target: 1, time: start + 4_100, .refused))
        for second in 4..<12 {
            accept(store, 0, at: Int64(second) * 1_000 + 200, rank: 6, 40)
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400)
        }
        #expect(value() == 40)
        #expect(store.snapshot.targets.map(\.rival) == [nil, nil])
    }
}
