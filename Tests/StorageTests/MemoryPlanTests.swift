// A hall whose past does not fit: whoever follows the advice is not refused again.

import Facility
import Telemetry
import Testing

@testable import Storage

struct MemoryPlanTests {
    private let hall = StandardHall.topology(gpus: 13_800)

    /// As a configuration reads it: `1.6 GiB` is a byte less than its sixteen tenths.
    private func bytes(_ text: Substring) throws -> Int {
        let parts = text.split(separator: " ")
        return Int(try #require(Double(parts[0])) * Double(parts[1] == "GiB" ? 1 << 30 : 1 << 20))
    }

    private func match(_ pattern: String, _ text: String) throws -> Substring? {
        try Regex(pattern).firstMatch(in: text).flatMap { $0.output[1].substring }
    }

    @Test(arguments: [200, 700, 900, 1_100, 1_300, 1_500])
    func theLimitThatIsAdvisedIsEnough(limitMiB: Int) throws {
        for minutes in stride(from: 10, through: 60, by: 7) {
            var retention = Retention()
            retention.rawMs = Int64(minutes) * 60_000
            retention.memoryLimitBytes = limitMiB << 20
            let plan = MemoryPlan(retention, hall)
            guard !plan.fits else { continue }
            let limit = try #require(try match("raise the limit to ([0-9.]+ [GM]iB)", plan.summary))
            retention.memoryLimitBytes = try bytes(limit)
            let again = MemoryPlan(retention, hall)
            #expect(again.fits, "\(plan.summary), then \(again.summary)")
            #expect(again.summary.contains("of \(limit)"), "\(again.summary)")
        }
    }

    /// A month of minutes takes more than ten minutes of every slot.
    @Test func theRingThatTakesMostIsNamed() throws {
        var retention = Retention()
        retention.rawMs = 600_000
        retention.coarseMs = 31 * 86_400_000
        let plan = MemoryPlan(retention, hall)
        #expect(!plan.fits && plan.summary.contains("(vigie: retention: minutes)"), "\(plan.summary)")
        let hours = try #require(try match("keep ([0-9]+)[hm] of steps of a minute", plan.summary))
        let isHours = plan.summary.contains("keep \(hours)h")
        retention.coarseMs = try #require(Int64(hours)) * (isHours ? 3_600_000 : 60_000)
        #expect(MemoryPlan(retention, hall).fits)
        #expect(plan.summary.contains(" of steps of a minute instead of 744h "))
    }

    /// Nothing shorter would do: the program alone is more.
    @Test func whereNoShorterPastHelpsTheLimitDoes() {
        var retention = Retention()
        retention.memoryLimitBytes = 64 << 20
        let summary = MemoryPlan(retention, hall).summary
        #expect(summary.contains("raise the limit to") && !summary.contains("keep "), "\(summary)")
    }
}
