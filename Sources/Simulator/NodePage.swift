// node_exporter's page of one host, about 500 samples. Heads are prepared once for all hosts; only the host's name differs.

import Exposition
import Telemetry

/// A prepared page and the rule behind each of its numbers.
final class NodePage {
    /// What a number is made of. Rates are per second, in units of the last printed decimal.
    private enum Rule {
        case constant(Int64)
        /// Rises with the time since boot, faster on busy hosts: idle rate, and what full load adds.
        case counter(rate: Double, busy: Double, decimals: Int)
        /// Moves around `mean` by `share`, plus `busy` under full load.
        case gauge(mean: Double, share: Double, busy: Double, decimals: Int)
        case hostName
        case bootTime
    }

    private struct Line {
        let head: [UInt8]
        let rule: Rule
    }

    private var lines: [Line] = []
    private let noise: Noise
    private var lastName = ""

    init(noise: Noise) {
        self.noise = noise
        for family in NodeFamilies.all { add(family) }
    }

    var sampleCount: Int { lines.count }

    private func add(_ family: NodeFamilies.Family) {
        // Lines of one family may come in several pieces with rules of their own; the comments come once.
        var head =
            family.name == lastName
            ? "" : "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.type)\n"
        lastName = family.name
        for labels in family.labels {
            head += family.name + (labels.isEmpty ? "" : "{\(labels)}")
            if case .hostName = family.value {} else { head += " " }
            let rule: Rule
            switch family.value {
            case .constant(let value): rule = .constant(value)
            case .counter(let rate, let busy, let decimals): rule = .counter(rate: rate, busy: busy, decimals: decimals)
            case .gauge(let mean, let share, let busy, let decimals):
                rule = .gauge(mean: mean, share: share, busy: busy, decimals: decimals)
            case .hostName: rule = .hostName
            case .bootTime: rule = .bootTime
            }
            lines.append(Line(head: Array(head.utf8), rule: rule))
            head = ""
        }
    }

    func write(host: String, tray: Int, busy: Double, at time: Timestamp, into page: inout PageBuffer) {
        let timeMs = max(0, time.milliseconds)
        // Booted between 3 and 60 days before the year's first day.
        let boot = 1_767_225_600 - 259_200 - Int64(noise.hash(71, tray) % 4_924_800)
        let uptime = Double(timeMs) / 1000 - Double(boot)
        for (index, line) in lines.enumerated() {
            page.append(line.head)
            switch line.rule {
            case .constant(let value): page.append(go: value)
            case .counter(let rate, let extra, let decimals):
                let own = 0.7 + 0.6 * noise.uniform(72, tray, index)
                page.append(go: Int64(max(0, uptime) * (rate * own + extra * own * nominal(tray))), decimals: decimals)
            case .gauge(let mean, let share, let extra, let decimals):
                let moved =
                    mean * (1 + share * noise.normal(73, tray &* 1024 &+ index, Int(timeMs / 1000))) + extra * busy
                page.append(go: Int64(max(0, moved)), decimals: decimals)
            case .hostName:
                page.append(
                    Array(
                        "{domainname=\"(none)\",machine=\"aarch64\",nodename=\"\(host)\",release=\"6.8.0-1032-nvidia-64k\",sysname=\"Linux\",version=\"#35 SMP\"} 1"
                            .utf8))
            case .bootTime: page.append(go: boot)
            }
            page.append(byte: 0x0A)
        }
    }

    /// Counters need a rate that does not depend on the moment: a host's usual load.
    private func nominal(_ tray: Int) -> Double { 0.2 + 0.6 * noise.uniform(74, tray) }
}
