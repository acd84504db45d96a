// Hosts whose clocks are wrong: found by the time they say when they are read, and never called a reboot.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct HostClockTests {
    /// Plays host pages that tell boot time and the host's clock.
    ///
    /// - Parameter ahead: seconds by which a tray's clock runs ahead.
    private func play(_ seconds: Int, url: String = "test://", ahead: (Int) -> Double) throws -> AlertBoard {
        let hall = RuledHall(gpus: 576, url: url)
        let behind = try #require(Catalogue.standard.metric(named: "host_clock_behind_seconds"))
        let names = [("node_boot_time_seconds", MetricID.hostUptimeSeconds), ("node_time_seconds", behind)]
        let series = names.map {
            SeriesTable.Series(name: $0.0, labels: "", metric: $0.1, factor: 1, host: 0, gpu: -1, isMoment: true)
        }
        let tables = hall.topology.trays.indices.map { hall.table($0, series) }
        for second in 0..<seconds {
            for (index, table) in tables.enumerated() {
                let clock = Double(hall.time(second, 100).milliseconds) / 1_000 + ahead(index)
                // Up for a hundred days: the kernel counts back from its clock.
                hall.take(index, second: second, afterMs: 100, table, [clock - 8_640_000, clock])
            }
            hall.close(second: second)
        }
        return hall.board
    }

    @Test(arguments: [
        (61.0, "clock 61 s ahead of this machine's"), (-61.0, "clock 61 s behind this machine's"),
        (31_536_000.0, "clock 365 days ahead of"), (-31_536_000.0, "clock 365 days behind"),
    ])
    func aWrongClockIsNamedAndIsNoReboot(_ ahead: Double, _ words: String) throws {
        let board = try play(40) { $0 == 4 ? ahead : 0.2 }
        #expect(board.alarms.map(\.name) == ["HostClockSkewed"], "\(board.alarms.map(\.summary))")
        let alarm = try #require(board.alarms.first)
        #expect(alarm.place == .tray(4) && alarm.summary.contains(words), "\(alarm.summary)")
    }

    @Test func allClocksAlikeAccuseOurOwn() throws {
        let board = try play(40) { _ in -61 }
        #expect(board.alarms.count == 1 && board.alarms.first?.scope == .hall, "\(board.alarms.map(\.summary))")
        #expect(board.alarms.first?.cause.contains("the machine vigie runs on") == true)
    }

    /// A saved page tells the time when it was saved.
    @Test func savedPagesAreNotWrong() throws {
        #expect(try play(40, url: "file:///tmp/") { _ in -86_400 }.alarms.isEmpty)
    }
}
