// One happening has one time, in the event log as in the alarm: that of the page that told it.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct OneTimeTests {
    @Test func anXIDBearsTheTimeOfItsPageEverywhere() throws {
        let hall = RuledHall(gpus: 8)
        let tables = (0..<2).map { tray in
            hall.table(
                tray,
                (0..<4).map {
                    SeriesTable.Series(name: "xid", labels: "gpu=\($0)", metric: .xid, factor: 1, host: 0, gpu: $0)
                })
        }
        for second in 0..<10 {
            for tray in 0..<2 {
                let code: Double = tray == 1 && second >= 5 ? 149 : 0
                hall.take(tray, second: second, afterMs: 530, tables[tray], [0, 0, code, 0])
            }
            hall.close(second: second)
        }
        let alarm = try #require(hall.board.alarms.first { $0.family == .xid })
        let event = try #require(hall.store.snapshot.events.first { $0.kind == .xid(149) })
        #expect(event.time == hall.time(5, 530) && alarm.since == event.time)
        #expect(event.place == .gpu(6) && alarm.members.first?.place == .gpu(6))
    }
}
