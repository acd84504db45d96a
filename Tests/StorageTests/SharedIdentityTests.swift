// Several pages name one GPU: each tells the labels that it knows.

import App
import Facility
import Storage
import Telemetry
import Testing

struct SharedIdentityTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    /// The last of three targets may be a server that reads both hosts.
    private func store() -> Store {
        Store(
            topology: Topology(
                site: "s", hall: "h",
                hosts: ["a01-c01", "a01-c02"].map { HostEntry(name: $0, place: nil, gpus: 1) }),
            catalogue: .standard,
            targets: ["x", "y", "z"].map {
                TargetDescription(url: "http://\($0)/", address: "a01-c01", intervalMs: 1_000)
            }, start: start)
    }

    private func identity(_ uuid: String, job: String = "", model: String = "") -> GPUIdentity {
        var identity = GPUIdentity(ordinal: 0)
        identity.uuid = uuid
        identity.job = job
        identity.model = model
        return identity
    }

    /// A page of one GPU of each host that it names; of another table than the one before.
    private func accept(
        _ store: Store, _ target: Int, _ second: Int, _ identity: GPUIdentity, metric: MetricID = .tempCelsius,
        hosts: [String] = ["a01-c01"]
    ) {
        let series = hosts.indices.map {
            SeriesTable.Series(name: "m\(metric.index)", labels: "\($0)", metric: metric, factor: 1, host: $0, gpu: 0)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: hosts,
            gpus: hosts.indices.map { ($0, $0 == 0 ? identity : GPUIdentity(ordinal: 0)) })
        let values = PageValues()
        values.resize(to: hosts.count)
        for index in hosts.indices { values[index] = Double(40 + second % 7) }
        let time = start + Int64(second) * 1_000 + 100 * Int64(target + 1)
        store.accept(.page(Batch(target: target, time: time, table: table, values: values, bytes: 1)))
    }

    private func close(_ store: Store, _ second: Int) { _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 400) }

    @Test func whoNamesNoJobTakesNone() {
        let store = store()
        for second in 0..<5 {
            accept(store, 0, second, identity("GPU-a", job: "train7"))
            accept(store, 1, second, identity("GPU-a", model: "GB300"), metric: .powerWatts)
            close(store, second)
        }
        #expect(store.snapshot.identity(0)?.job == "train7" && store.snapshot.identity(0)?.model == "GB300")
        #expect(store.snapshot.attributes.history(.job, of: 0).map(\.value) == ["train7"])
        // It ends: the page that named it names none.
        accept(store, 0, 5, identity("GPU-a"))
        accept(store, 1, 5, identity("GPU-a", model: "GB300"), metric: .powerWatts)
        close(store, 5)
        #expect(store.snapshot.identity(0)?.job == "" && store.snapshot.identity(0)?.model == "GB300")
        #expect(store.snapshot.attributes.history(.job, of: 0).map(\.value) == ["train7", ""])
    }

    /// What a dead exporter said last is not said any more.
    @Test func whoIsSilentNamesNothing() {
        let store = store()
        accept(store, 0, 0, identity("GPU-a", job: "train7"))
        for second in 0..<80 {
            if second > 0 { store.accept(.failed(target: 0, time: start + Int64(second) * 1_000, .refused)) }
            accept(store, 1, second, identity("GPU-a"), metric: .powerWatts)
            close(store, second)
        }
        #expect(store.snapshot.targets[0].state == .unreachable)
        #expect(store.snapshot.identity(0)?.job == "")
    }

    /// Another GPU takes nothing from the page that still shows the one before.
    @Test func anotherGPUIsAnother() {
        let store = store()
        for second in 0..<3 {
            accept(store, 0, second, identity("GPU-a", model: "GB300"))
            accept(store, 1, second, identity("GPU-a", job: "train7"), metric: .powerWatts)
            close(store, second)
        }
        accept(store, 0, 3, identity("GPU-b"))
        close(store, 3)
        #expect(store.snapshot.identity(0)?.uuid == "GPU-b" && store.snapshot.identity(0)?.job == "")
        let replaced = store.snapshot.events.filter { $0.kind == .replaced(old: "GPU-a", new: "GPU-b") }
        #expect(replaced.count == 1)
    }

    /// A server that reads many hosts, without their jobs, and one that knows them while the host's own page does not.
    @Test func serversOfManyHostsAreHeardAndTakeNothing() {
        let hosts = ["a01-c01", "a01-c02"]
        for (own, fed) in [("train7", ""), ("", "train7")] {
            let store = store()
            for second in 0..<3 {
                accept(store, 2, second, identity("GPU-a", job: fed), metric: .powerWatts, hosts: hosts)
                accept(store, 0, second, identity("GPU-a", job: own))
                close(store, second)
                #expect(store.snapshot.identity(0)?.job == "train7", "second \(second), own \(own)")
            }
            #expect(store.snapshot.identity(1)?.job == "")
        }
    }
}
