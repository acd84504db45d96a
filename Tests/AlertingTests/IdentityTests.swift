// GPUs that are not who or what they seem: one at two places, one that was replaced, one of which nothing is told.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct IdentityTests {
    /// A hall of one rack whose GPUs bear names, as a test says.
    private struct NamedHall {
        let topology = StandardHall.topology(gpus: 72)
        let store: Store
        let engine = AlertEngine(RuleFiles.standard)
        let start = Timestamp(milliseconds: 1_782_864_000_000)

        init() {
            let targets = topology.trays.map {
                TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
            }
            store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        }

        /// - Parameters:
        ///   - xid: last code of a GPU in a second.
        ///   - isGone: GPUs that are not on their page.
        func play(
            _ seconds: Range<Int>, xid: (Int, Int) -> Double = { _, _ in 0 },
            isGone: (Int, Int) -> Bool = { _, _ in false }, uuid: (Int, Int) -> String
        ) -> AlertBoard {
            var board = AlertBoard.empty
            for second in seconds {
                for (index, tray) in topology.trays.enumerated() {
                    let shown = tray.gpus.filter { !isGone($0, second) }
                    let series = [MetricID.powerWatts, .xid].flatMap { metric in
                        shown.map {
                            SeriesTable.Series(
                                name: "m\(metric.index)", labels: "gpu=\($0 - tray.gpus.lowerBound)", metric: metric,
                                factor: 1, host: 0, gpu: $0 - tray.gpus.lowerBound)
                        }
                    }
                    let gpus = shown.map { gpu -> (host: Int, identity: GPUIdentity) in
                        var identity = GPUIdentity(ordinal: gpu - tray.gpus.lowerBound)
                        identity.uuid = uuid(gpu, second)
                        return (0, identity)
                    }
                    let table = SeriesTable(
                        series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host], gpus: gpus)
                    let values = PageValues()
                    values.resize(to: series.count)
                    for (position, gpu) in shown.enumerated() {
                        values[position] = 900 + Double((second * 7 + position) % 5)
                        values[shown.count + position] = xid(gpu, second)
                    }
                    let time = start + Int64(second) * 1_000 + Int64(index)
                    store.accept(.page(Batch(target: index, time: time, table: table, values: values, bytes: 100)))
                }
                guard let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) else { continue }
                board = engine.evaluate(snapshot)
            }
            return board
        }
    }

    @Test func aGPUSeenTwiceIsNamedWithBothPlaces() throws {
        let hall = NamedHall()
        var board = hall.play(0..<14) { gpu, _ in "GPU-\(gpu)" }
        #expect(board.alarms.isEmpty)
        board = hall.play(14..<30) { gpu, _ in gpu == 9 ? "GPU-3" : "GPU-\(gpu)" }
        let alarm = try #require(board.alarms.first { $0.name == "GPUSeenTwice" })
        let path = hall.topology.path(gpu:)
        #expect(alarm.summary.contains("GPU-3 at \(path(3)) and \(path(9))"), "\(alarm.summary)")
        board = hall.play(30..<45) { gpu, _ in "GPU-\(gpu)" }
        #expect(!board.alarms.contains { $0.name == "GPUSeenTwice" })
    }

    @Test func aReplacedGPUIsToldWithBothNames() throws {
        let hall = NamedHall()
        let board = hall.play(0..<20) { gpu, second in gpu == 9 && second >= 12 ? "GPU-new" : "GPU-\(gpu)" }
        let alarm = try #require(board.alarms.first { $0.name == "GPUReplaced" })
        #expect(alarm.summary.contains("GPU-new in place of GPU-9"), "\(alarm.summary)")
    }

    /// What a place saw outlives the GPU that stood there.
    @Test func theSlotRemembersTheGPUBefore() throws {
        let hall = NamedHall()
        let board = hall.play(
            0..<60, xid: { gpu, second in gpu == 9 && (10..<20).contains(second) ? 48 : 0 },
            isGone: { gpu, second in gpu == 9 && second >= 45 }
        ) { gpu, second in gpu == 9 && second >= 25 ? "GPU-new" : "GPU-\(gpu)" }
        var scene = Scene(snapshot: hall.store.snapshot, health: Health(hall.store.snapshot), mode: "demo")
        scene.alerts = board
        let alarm = try #require(board.alarms.first { $0.name == "GPUGone" })
        let slot = try #require(Evidence(scene: scene, alarm: alarm).lines.first { $0.label == "slot" })
        #expect(slot.words.contains("XID 48") && slot.words.contains("GPU-9 → GPU-new"), "\(slot.words)")
        #expect(slot.words.contains("2 GPUs stood here"), "\(slot.words)")
    }

    @Test func aGPUOfWhichNothingIsToldIsNoHealthyOne() throws {
        let hall = BatchHall(gpus: 72, [.smActive, .powerWatts, .tempCelsius])
        hall.play(0..<10) { _, _, _ in 80 }
        #expect(hall.board.alarms.isEmpty)
        hall.play(10..<50) { _, gpu, second in gpu == 7 ? .nan : 80 + Double(second % 3) }
        let alarm = try #require(hall.board.alarms.first { $0.name == "GPUWithoutValues" })
        #expect(alarm.memberCount == 1 && alarm.place == .gpu(7) && alarm.severity == .critical)
        let health = Health(hall.store.snapshot)
        #expect(health.gpuMarks[7] == .missing && health[.missing] == 1)
        hall.play(50..<60) { _, _, second in 80 + Double(second % 3) }
        #expect(hall.board.alarms.isEmpty)
    }

    /// A fleet that exports none of it is blind, not broken.
    @Test func aFleetThatTellsOnlyCodesIsNotWithoutValues() {
        let hall = BatchHall(gpus: 72, [.xid])
        hall.play(0..<40) { _, _, _ in 0 }
        #expect(hall.board.alarms.isEmpty, "\(hall.board.alarms.map(\.summary))")
    }
}
