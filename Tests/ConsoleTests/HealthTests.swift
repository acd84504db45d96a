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
}
