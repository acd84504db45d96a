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

    /// An exporter that does not answer for a while resets no GPU, and the code that stands is no memory.
    @Test func itStandsThroughASilence() {
        let hall = BatchHall(gpus: 72, [.powerWatts, .xid])
        hall.play(0..<60) { metric, gpu, second in
            let isAway = gpu / 4 == 1 && (15..<30).contains(second)
            if metric == .powerWatts { return isAway ? nil : 500 + Double((gpu + second) % 5) }
            return gpu != 6 ? 0 : second < 10 ? 0 : second < 15 ? 79 : 43
        }
        let alarm = hall.board.alarms.first { $0.family == .xid }
        #expect(alarm?.summary.contains("XID 79") == true && alarm?.quietSince == nil, "\(hall.board.alarms)")
    }

    /// Other GPUs fill the log: what it no longer tells is unknown, not over.
    @Test func itStandsBehindManyEvents() {
        let hall = BatchHall(gpus: 288, [.xid])
        hall.play(0..<110) { _, gpu, second in
            guard gpu != 6 else { return second < 3 ? 0 : second < 5 ? 79 : 43 }
            return second % 2 == 0 ? 13 : 31
        }
        #expect(hall.board.alarms.contains { $0.family == .xid && $0.summary.contains("XID 79") })
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
