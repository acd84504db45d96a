// Signals of hosts and their ports that each have a rule of their own: what its page shows, and what is said of it.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct HostSignalTests {
    /// What a page shows at first and from second 5 on, and the rule with its words.
    struct Signal: CustomTestStringConvertible, Sendable {
        let rule: String
        let calm: [String: Double]
        let struck: [String: Double]
        let words: String
        var seconds = 12

        var testDescription: String { rule }
    }

    static let signals = [
        Signal(
            rule: "HostVarOut", calm: ["host_var_total_bytes": 1e12, "host_var_available_bytes": 5e11],
            struck: ["host_var_available_bytes": 1e10], words: "/var 99.0 % full"),
        Signal(
            rule: "HostScratchFull", calm: ["host_scratch_total_bytes": 1e12, "host_scratch_available_bytes": 5e11],
            struck: ["host_scratch_available_bytes": 5e10], words: "/scratch 95.0 % full", seconds: 70),
        Signal(
            rule: "HostReadOnly", calm: ["host_read_only": 0], struck: ["host_read_only": 1],
            words: "/, /var or /scratch is read-only", seconds: 25),
        Signal(
            rule: "HostStarved", calm: ["host_pressure_io_ratio": 0], struck: ["host_pressure_io_ratio": 0.5],
            words: "stalled on IO 50.0 % of the time", seconds: 130),
        Signal(
            rule: "HostStarvedMemory", calm: ["host_pressure_io_ratio": 0, "host_pressure_memory_ratio": 0],
            struck: ["host_pressure_memory_ratio": 0.5], words: "stalled on memory 50.0 % of the time", seconds: 130),
        Signal(
            rule: "HostStarvedCPU", calm: ["host_pressure_cpu_ratio": 0], struck: ["host_pressure_cpu_ratio": 0.5],
            words: "wait for a CPU 50.0 % of the time", seconds: 310),
        Signal(
            rule: "HostLoadHigh", calm: ["host_load1": 10, "host_cpus": 144], struck: ["host_load1": 288],
            words: "load is 200.0 % of its cores", seconds: 310),
        Signal(
            rule: "HostSensorHot", calm: ["host_temp_alarm": 0], struck: ["host_temp_alarm": 1],
            words: "says that it is too hot", seconds: 70),
        Signal(
            rule: "IMEXUnavailable", calm: ["imex_daemon_status": 5], struck: ["imex_daemon_status": 7],
            words: "IMEX daemon unavailable", seconds: 40),
        Signal(
            rule: "FabricLinkDown", calm: ["ib_port_state": 4, "ib_physical_state": 5],
            struck: ["ib_physical_state": 3], words: "no physical link on scale-out ports (disabled)", seconds: 20),
        Signal(
            rule: "FabricSymbolErrorsSustained", calm: ["ib_symbol_errors": 7], struck: ["ib_symbol_errors": 407],
            words: "symbol errors an hour", seconds: 320),
        Signal(
            rule: "ChassisOpened", calm: ["chassis_security": 1], struck: ["chassis_security": 3],
            words: "chassis opened, intrusion"),
        Signal(
            rule: "HostIntrusion", calm: ["chassis_security": 1, "host_intrusion": 0], struck: ["host_intrusion": 1],
            words: "chassis opened"),
    ]

    /// Of either of two metrics only one could be shown: two rules say which.
    @Test func noRuleHoldsByEitherOfTwoMetrics() {
        for rule in RuleFiles.standard.rules {
            guard case .filter(let filter, _) = rule.condition, filter.text.contains("|") else { continue }
            #expect(Set(rule.needs).count == 1, "\(rule.name)")
        }
    }

    private func board(_ signal: Signal, isStruck: Bool) throws -> AlertBoard {
        let hall = RuledHall(gpus: 72), names = signal.calm.keys.sorted()
        let series = try names.map { name in
            SeriesTable.Series(
                name: name, labels: "", metric: try #require(Catalogue.standard.metric(named: name)), factor: 1,
                host: 0, gpu: -1)
        }
        for second in 0..<signal.seconds {
            for tray in hall.topology.trays.indices {
                let isOdd = isStruck && tray == 3 && second >= 5
                hall.take(
                    tray, second: second, afterMs: tray, hall.table(tray, series),
                    names.map { (isOdd ? signal.struck[$0] : nil) ?? signal.calm[$0]! })
            }
            hall.close(second: second)
        }
        return hall.board
    }

    @Test(arguments: signals) func hasARuleThatSaysIt(_ signal: Signal) throws {
        let board = try board(signal, isStruck: true)
        let alarm = try #require(
            board.alarms.first { $0.name == signal.rule }, "\((board.alarms + board.waiting).map(\.name))")
        #expect(alarm.place == .tray(3) && alarm.memberCount == 4, "\(alarm.summary)")
        #expect(alarm.summary.contains(signal.words), "\(alarm.summary)")
    }

    @Test(arguments: signals) func isQuietWhereNothingIs(_ signal: Signal) throws {
        let names = try board(signal, isStruck: false).alarms.map(\.name)
        #expect(!names.contains(signal.rule), "\(names)")
    }
}
