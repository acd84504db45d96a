// The whole hall at once: few alarms, and every event still in the log.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct StormTests {
    @Test func tenThousandXIDsInASecond() {
        let hall = BatchHall(gpus: 13_800, [.smActive, .xid])
        // Every catalogued code and some that nobody knows.
        let codes = RuleFiles.standard.xids.entries.keys.sorted() + [9_990, 9_991]
        var most = 0
        hall.play(0..<8, each: { most = max(most, $0.alarms.count) }) { metric, gpu, second in
            guard metric == .xid else { return 0.9 }
            return second >= 3 && gpu < 10_000 ? Double(codes[gpu * 7 % codes.count]) : 0
        }
        #expect(most >= 1 && most <= 20, "\(hall.board.alarms.map { "\($0.name) \($0.placeName)" })")
        let events = hall.store.snapshot.events
        let struck = events.filter { if case .xid = $0.kind { true } else { false } }
        #expect(struck.count == 10_000 && Set(struck.map(\.place)).count == 10_000)
        #expect(struck.allSatisfy { $0.time >= hall.start + 3_000 && $0.time <= hall.start + 4_000 })
        #expect(events.forgotten == 0)
    }

    @Test(arguments: [13_800, 1_728]) func manyGoDark(gpus: Int) {
        let hall = BatchHall(gpus: 13_800, [.smActive])
        var most = 0
        hall.play(0..<14, each: { most = max(most, $0.alarms.count) }) { _, gpu, second in
            second >= 3 && gpu < gpus ? nil : 0.9
        }
        #expect(most >= 1 && most <= 20, "\(hall.board.alarms.map { "\($0.name) \($0.placeName)" })")
        #expect(hall.board.alarms.first?.memberCount == gpus)
        let events = hall.store.snapshot.events
        let lost = events.filter { if case .gpuState(_, .unreachable) = $0.kind { true } else { false } }
        #expect(lost.count == gpus && events.forgotten == 0)
    }
}
