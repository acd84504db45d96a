// What was lost before anyone looked: it was never seen, and is as loud as what vanished before our eyes.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct LateStartTests {
    @Test(arguments: [1, 2, 3]) func aGPULostBeforeTheStartIsMissing(seed: UInt64) throws {
        let early = SampleFeed(gpus: 576, seed: seed, scenario: .gpuOffBus)
        early.play(0..<80)
        let gone = early.store.snapshot.topology.gpuCount
        let lost = (0..<gone).filter { early.store.snapshot.gpuState($0) == .gone }
        #expect(!lost.isEmpty)

        let late = SampleFeed(gpus: 576, seed: seed, scenario: .gpuOffBus)
        late.store.jump(to: late.start + 80_000)
        late.play(80..<82)
        #expect(late.board.alarms.allSatisfy { $0.name != "GPUMissing" }, "two pages are not three")
        late.play(82..<92)
        let snapshot = late.store.snapshot, health = Health(snapshot)
        for gpu in lost {
            #expect(snapshot.gpuState(gpu) == .neverSeen && health.gpuMarks[gpu] == .missing)
            #expect(health.troubles.contains { $0.place == .gpu(gpu) && $0.mark.severity == .critical })
        }
        #expect(health[.missing] == lost.count)
        let alarm = try #require(late.board.alarms.first { $0.name == "GPUMissing" })
        #expect(alarm.severity == .critical && alarm.memberCount == lost.count)
        #expect(alarm.members.map(\.place) == lost.map { .gpu($0) })
        // It counts neither as reporting nor as a zero.
        #expect(snapshot.states(.hall)[.fresh] == gone - lost.count)
        #expect(snapshot.rollUp(.smActive, .hall).count == gone - lost.count)
    }

    /// Nothing is missing where a whole host is silent, or where nothing is wrong.
    @Test func silenceIsNotAMissingGPU() {
        for scenario in [Scenario.none, .darkRack, .deadTray] {
            let feed = SampleFeed(gpus: 288, seed: 1, scenario: scenario)
            feed.store.jump(to: feed.start + 80_000)
            feed.play(80..<90)
            #expect(Health(feed.store.snapshot)[.missing] == 0, "\(scenario)")
        }
    }
}
