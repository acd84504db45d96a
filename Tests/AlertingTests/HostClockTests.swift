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
        let topology = StandardHall.topology(gpus: 576), start = Timestamp(milliseconds: 1_782_864_000_000)
        let behind = try #require(Catalogue.standard.metric(named: "host_clock_behind_seconds"))
        let targets = topology.trays.map {
            TargetDescription(url: "\(url)\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        let engine = AlertEngine(RuleFiles.standard)
        let names = [("node_boot_time_seconds", MetricID.hostUptimeSeconds), ("node_time_seconds", behind)]
        let series = names.map {
            SeriesTable.Series(name: $0.0, labels: "", metric: $0.1, factor: 1, host: 0, gpu: -1, isMoment: true)
        }
        var board = AlertBoard.empty
        for second in 0..<seconds {
            for (index, tray) in topology.trays.enumerated() {
                let time = start + Int64(second) * 1_000 + 100
                let clock = Double(time.milliseconds) / 1_000 + ahead(index)
                let values = PageValues()
                values.resize(to: 2)
                // Up for a hundred days: the kernel counts back from its clock.
                values[0] = clock - 8_640_000
                values[1] = clock
                let table = SeriesTable(
                    series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host], gpus: [])
                store.accept(.page(Batch(target: index, time: time, table: table, values: values, bytes: 100)))
            }
            guard let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) else { continue }
            board = engine.evaluate(snapshot)
        }
        return board
    }

    @Test(arguments: [(61.0, "-61.00 s"), (-61.0, "61.00 s"), (31_536_000.0, "-365 days"), (-31_536_000.0, "365 days")])
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
