// Attributes over time, and the memory that a hall will need.

import Facility
import Storage
import Telemetry
import Testing

/// Who stood where, and since when; and the memory that a hall will need.
struct AttributeTests {
    private func table(_ job: String, _ uuid: String) -> SeriesTable {
        let series = [
            SeriesTable.Series(
                name: "t", labels: "gpu=0", metric: .tempCelsius, factor: 1, host: 0, gpu: 0)
        ]
        var identity = GPUIdentity(ordinal: 0)
        identity.job = job
        identity.uuid = uuid
        return SeriesTable(series: SeriesList(blocks: [.init(series)]), hosts: ["a01-c01"], gpus: [(0, identity)])
    }

    @Test func changesKeepTheirTimes() {
        let start = Timestamp(milliseconds: 0)
        let hall = TestHall(gpus: 4, start: start)
        func scrape(_ second: Int, _ table: SeriesTable) {
            let values = PageValues()
            values.resize(to: 1)
            values[0] = 50
            hall.store.accept(
                .page(
                    Batch(target: 0, time: start + Int64(second) * 1000 + 100, table: table, values: values, bytes: 1)))
            hall.close(second * 1000 + 1_300)
        }
        let first = table("train-1", "GPU-a"), second = table("train-2", "GPU-a"), third = table("", "GPU-b")
        scrape(0, first)
        scrape(1, first)
        scrape(2, second)
        scrape(3, third)
        let log = hall.store.snapshot.attributes
        #expect(log.history(.job, of: 0).map(\.value) == ["train-1", "train-2", ""])
        #expect(log.history(.job, of: 0).map { $0.from - start } == [100, 2_100, 3_100])
        #expect(log.value(.job, of: 0, at: start + 2_000) == "train-1")
        #expect(log.value(.job, of: 0, at: start + 2_200) == "train-2")
        #expect(log.value(.uuid, of: 0, at: start + 9_000) == "GPU-b")
        #expect(log.value(.job, of: 0, at: start) == nil && log.value(.model, of: 0, at: start + 9_000) == nil)
        #expect(hall.store.snapshot.events.contains { $0.kind == .replaced(old: "GPU-a", new: "GPU-b") })
    }

    @Test func memoryIsKnownBeforeTheStart() {
        let hall = StandardHall.topology(gpus: 13_800)
        let plan = MemoryPlan(Retention(), hall)
        #expect(plan.fits, "\(plan.summary)")
        #expect(plan.totalBytes > 800 << 20)
        var small = Retention()
        small.memoryLimitBytes = 1_300 << 20
        let refused = MemoryPlan(small, hall)
        #expect(!refused.fits)
        #expect(refused.summary.contains("keep ") && refused.summary.contains("instead of 1h"))
        #expect(MemoryPlan(small, StandardHall.topology(gpus: 720)).fits)
    }
}
