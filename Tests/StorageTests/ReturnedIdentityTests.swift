// An exporter that named a GPU's job falls silent and comes back with the very same page: the job goes with it and returns with it.

import App
import Facility
import Storage
import Telemetry
import Testing

struct ReturnedIdentityTests {
    private let topology = StandardHall.topology(gpus: 4)
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func table(_ host: String, job: String, _ metric: MetricID) -> SeriesTable {
        let series = (0..<4).map {
            SeriesTable.Series(name: "m\(metric.index)", labels: "", metric: metric, factor: 1, host: 0, gpu: $0)
        }
        return SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [host],
            gpus: (0..<4).map { ordinal in
                var identity = GPUIdentity(ordinal: ordinal)
                identity.uuid = "GPU-\(ordinal)"
                identity.job = job
                return (0, identity)
            })
    }

    @Test func aJobGoesAndComesWithTheOneThatNamesIt() throws {
        let host = topology.trays[0].host
        let targets = ["dcgm", "smi"].map {
            TargetDescription(url: "\($0)://\(host)", address: host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        let tables = [table(host, job: "train7", .powerWatts), table(host, job: "", .tempCelsius)]
        func play(_ seconds: Range<Int>, silent: Bool) {
            for second in seconds {
                for target in 0..<2 {
                    let time = start + Int64(second) * 1_000 + Int64(target) * 100
                    guard target == 1 || !silent else {
                        store.accept(.failed(target: 0, time: time, .refused))
                        continue
                    }
                    let values = PageValues()
                    values.resize(to: 4)
                    for gpu in 0..<4 { values[gpu] = Double(100 + second + gpu) }
                    store.accept(
                        .page(Batch(target: target, time: time, table: tables[target], values: values, bytes: 1_000)))
                }
                _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
            }
        }
        func job() -> String? { store.snapshot.identity(2)?.job }
        play(0..<5, silent: false)
        #expect(job() == "train7")
        play(5..<20, silent: true)
        #expect(store.snapshot.targets[0].state == .unreachable && job() == "")
        play(20..<24, silent: false)
        #expect(store.snapshot.targets[0].state == .fresh && job() == "train7")
    }
}
