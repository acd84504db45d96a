// Who takes part in an alarm: each place once, however many rules hold there.

import Alerting
import Simulator
import Telemetry
import Testing
import Trials

@testable import App

struct AlarmMemberTests {
    /// Both marks of the margin hold of the same GPUs.
    @Test func aPlaceOfTwoRulesIsListedOnce() throws {
        let hall = BatchHall(gpus: 72, [.tempMarginCelsius])
        hall.play(0..<90) { _, gpu, second in gpu / 4 == 2 ? (second >= 70 ? -4 : 4) : 40 }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.memberCount == 4 && alarm.members.map(\.place) == (8..<12).map { .gpu($0) })
        // By what was there first; the worse rule has its own time.
        #expect(alarm.members.allSatisfy { $0.words.hasSuffix("4 °C") && !$0.words.contains("-4") })
        #expect(alarm.name == "ThermalMarginGone" && alarm.lead?.words.contains("-4") == true)
    }

    @Test(arguments: [Scenario.leafFlap, .coolantFlow, .driverRollout])
    func noAlarmNamesAPlaceTwice(_ scenario: Scenario) {
        let feed = SampleFeed(gpus: 576, seed: 2, scenario: scenario)
        var twice = Set<String>()
        feed.play(0..<110) { board in
            for alarm in board.listed where Set(alarm.members.map(\.place)).count != alarm.members.count {
                twice.insert("\(alarm.name) \(alarm.placeName)")
            }
        }
        #expect(twice.isEmpty, "\(twice)")
    }
}
