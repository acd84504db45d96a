// An NVLink 5 error that its exporter calls not fatal is a warning; of a number without words, or with both, nobody can say so.

import Alerting
import Telemetry
import Testing

@testable import App

struct MinorLinkTests {
    private static let minor = #"err_code="144",err_msg="144, SAW_MVB Nonfatal XC0 i0 Link 09""#
    private static let fatal = #"err_code="144",err_msg="144, SAW_MVB Fatal XC0 i0 Link 09""#

    @Test(arguments: [(minor, "XIDLinkMinor"), (fatal, "XIDLink"), ("", "XIDLink")])
    func theWordsDecide(labels: String, name: String) throws {
        let hall = BatchHall(gpus: 72, [.xid]) { _, gpu in gpu == 6 ? labels : "" }
        hall.play(0..<10) { _, gpu, second in gpu == 6 && second > 3 ? 144 : 0 }
        let alarm = try #require(hall.board.alarms.first { $0.family == .xid })
        #expect(alarm.name == name && (alarm.severity == .warning) == (name == "XIDLinkMinor"), "\(alarm.summary)")
        #expect(hall.board.readiness.trays[0] == (name == "XIDLinkMinor" ? 18 : 17))
    }
}
