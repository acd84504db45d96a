// What was lost before anyone looked: it was never seen, and is as loud as what vanished before our eyes.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

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

    /// Scrapes that failed before do not make the host's pages count less.
    @Test func aGPUThatAnOutageTookIsMissing() {
        let hall = BatchHall(gpus: 72, [.smActive])
        hall.play(0..<20) { _, gpu, _ in gpu < 4 ? nil : 0.9 }
        let tray = hall.store.snapshot.topology.trays[0]
        let three = SeriesTable(
            series: SeriesList(
                blocks: [
                    SeriesList.Block(
                        (0..<3).map {
                            SeriesTable.Series(
                                name: "a", labels: "gpu=\($0)", metric: .smActive, factor: 1, host: 0, gpu: $0)
                        })
                ]), hosts: [tray.host], gpus: (0..<3).map { (0, GPUIdentity(ordinal: $0)) })
        for second in 20..<26 {
            let time = hall.start + Int64(second) * 1_000, values = PageValues()
            values.resize(to: 3)
            for position in 0..<3 { values[position] = 0.8 + Double(second % 5) / 100 }
            hall.store.accept(.page(Batch(target: 0, time: time, table: three, values: values, bytes: 100)))
            _ = hall.store.close(upTo: time + 1_300)
        }
        #expect(hall.store.snapshot.isMissing(gpu: 3))
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

    /// Its count is compared with its own first value, however late that came, for as long as the window is.
    @Test func aCountThatRoseStandsForItsWholeWindow() {
        let hall = RuledHall(gpus: 72)
        let series = (0..<4).map {
            SeriesTable.Series(
                name: "ecc", labels: "gpu=\($0)", metric: .eccDoubleBit, factor: 1, host: 0, gpu: $0)
        }
        let tables = (0..<2).map { hall.table($0, series) }
        for second in 0..<420 {
            for (tray, begins) in [0, 8].enumerated() where second >= begins {
                hall.take(tray, second: second, afterMs: 200, tables[tray], [0, 0, second >= 40 ? 4 : 3, 0])
            }
            hall.close(second: second)
            let places = hall.board.alarms.filter { $0.name == "ECCUncorrected" }.map(\.place)
            if second == 39 { #expect(places.isEmpty) }
            if second >= 43 { #expect(Set(places) == [.gpu(2), .gpu(6)], "second \(second)") }
        }
    }
}
