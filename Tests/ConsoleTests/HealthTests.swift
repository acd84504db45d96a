// Marks and troubles from small halls: what is grouped, what is loud, what stays calm.

import App
import Console
import Facility
import Storage
import Telemetry
import Testing

struct HealthTests {
    private let start = Timestamp(milliseconds: 1_000_000)

    private func store(gpus: Int) -> Store {
        let topology = StandardHall.topology(gpus: gpus)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        return Store(topology: topology, catalogue: .standard, targets: targets, start: start)
    }

    @Test func aHostThatNeverAnsweredIsATroubleOnceItsScrapeFails() throws {
        let store = store(gpus: 8)
        _ = store.close(upTo: start + 1_300)
        #expect(Health(store.snapshot).gpuMarks.allSatisfy { $0 == .unseen })
        #expect(Health(store.snapshot).troubles.isEmpty)
        store.accept(.failed(target: 1, time: start + 1_500, .refused))
        _ = store.close(upTo: start + 2_300)
        #expect(store.snapshot.targets[1].state == .neverSeen && store.snapshot.gpuState(4) == .neverSeen)
        let health = Health(store.snapshot)
        #expect(health.gpuMarks[0] == .unseen && health.gpuMarks[4] == .unanswered)
        let trouble = try #require(health.troubles.first)
        #expect(trouble.place == .tray(1) && trouble.mark == .unanswered && trouble.count == 4)
        for second in 2..<4 {
            store.accept(.failed(target: 1, time: start + Int64(second) * 1_000 + 500, .refused))
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
        }
        let late = Health(store.snapshot)
        #expect(store.snapshot.gpuState(4) == .neverSeen && late.gpuMarks[4] == .unanswered)
        #expect(late.gpuMarks[0] == .unseen && late.count(.critical) == 1)
    }

    @Test func threeTraysOfOneMarkAreOneTroubleOfTheRack() throws {
        let store = store(gpus: 72)
        for tray in [2, 5, 9] { store.accept(.failed(target: tray, time: start + 100, .connectTimeout)) }
        _ = store.close(upTo: start + 1_300)
        let troubles = Health(store.snapshot).troubles
        #expect(troubles.map(\.place) == [.rack(0)] && troubles.map(\.count) == [12])
    }

    /// A job that goes on after a checkpoint shows it page by page: nobody lags for that.
    @Test(arguments: [51, 52, 137, 178]) func aJobThatGoesOnHasNoStragglers(second: Int64) {
        var options = DemoOptions()
        options.gpus = 1_152
        options.seed = 3
        options.scenario = .none
        let snapshot = OneShot.play(options, to: options.start + second * 1_000).snapshot
        #expect(Health(snapshot)[.straggler] == 0)
    }

    @Test func aStragglerIsStillMarked() {
        var options = DemoOptions()
        options.gpus = 1_152
        options.scenario = .straggler
        let snapshot = OneShot.play(options, to: options.start + 90_000).snapshot
        #expect(Health(snapshot)[.straggler] == 4)
    }

    /// Trays of a rack go dark one after the other: the trouble's age is there from the beginning, whichever was first.
    @Test func aRackThatGoesDarkTrayByTrayHasAnAge() throws {
        let store = store(gpus: 72)
        var health: Health?
        for second in 0..<14 {
            for tray in 0..<18 {
                let time = start + Int64(second) * 1_000 + 100
                if second < 3 || tray < 4 && second < 5 {
                    store.accept(Self.page(store.topology.trays[tray], tray, time, second))
                } else {
                    store.accept(.failed(target: tray, time: time, .connectTimeout))
                }
            }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
            health = Health(store.snapshot)
        }
        let trouble = try #require(health?.troubles.first { $0.place == .rack(0) && $0.mark == .unreachable })
        #expect(trouble.count == 72 && trouble.since != nil)
    }

    private static func page(_ tray: Tray, _ target: Int, _ time: Timestamp, _ second: Int) -> ScrapeResult {
        let series = tray.gpus.indices.map {
            SeriesTable.Series(
                name: "power", labels: "gpu=\($0)", metric: .powerWatts, factor: 1, host: 0,
                gpu: $0 - tray.gpus.lowerBound)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host],
            gpus: series.indices.map { (0, GPUIdentity(ordinal: $0)) })
        let values = PageValues()
        values.resize(to: series.count)
        for index in series.indices { values[index] = 900 + Double(second) }
        return .page(Batch(target: target, time: time, table: table, values: values, bytes: 100))
    }
}
