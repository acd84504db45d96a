// A serious code stands behind lesser ones until something reset the GPU: another GPU, its way back from where it was gone, a boot, no code.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct LastingCodeTests {
    private func alarms(_ metrics: [MetricID], _ value: @escaping (MetricID, Int, Int) -> Double?) -> [String] {
        let hall = BatchHall(gpus: 72, metrics)
        hall.play(0..<40, value: value)
        return hall.board.alarms.filter { $0.family == .xid }.map(\.summary)
    }

    @Test func itStandsBehindALesserOne() {
        let words = alarms([.xid]) { _, gpu, second in gpu != 6 ? 0 : second < 10 ? 0 : second < 15 ? 79 : 43 }
        #expect(words.count == 1 && words[0].contains("XID 79"), "\(words)")
    }

    @Test func itIsOverOnceTheGPUWasAway() {
        let words = alarms([.powerWatts, .xid]) { metric, gpu, second in
            let isAway = gpu / 4 == 1 && (15..<30).contains(second)
            if metric == .powerWatts { return isAway ? nil : 500 + Double((gpu + second) % 5) }
            return gpu != 6 ? 0 : second < 10 ? 0 : second < 15 ? 79 : 43
        }
        #expect(words.isEmpty, "\(words)")
    }

    /// Many loners of one rule, some with a second one: one alarm for each rule that is the worst somewhere, with a key of its own.
    @Test func gatheredLonersHaveKeysOfTheirOwn() throws {
        let pending = try #require(Catalogue.standard.metric(named: "row_remap_pending"))
        let hall = BatchHall(gpus: 1_152, [.eccDoubleBit, pending])
        hall.play(0..<30) { metric, gpu, second in
            guard gpu % 50 == 0 else { return 0 }
            if metric == pending { return gpu % 100 == 0 || gpu > 900 ? 1 : 0 }
            return second > 5 && gpu < 900 ? 1 : 0
        }
        let alarms = hall.board.alarms.filter { $0.family == .memory }
        #expect(
            Set(alarms.map(\.key)).count == alarms.count && alarms.count == 2, "\(alarms.map { ($0.key, $0.summary) })")
        #expect(alarms[0].name == "ECCUncorrected" && alarms[0].memberCount == 18)
    }
}
