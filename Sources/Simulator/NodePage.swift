// node_exporter's page of one host, about 500 samples (unsafe only to lend prepared text). Heads are prepared once for all hosts; only
// the host's name differs.

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
        case now
    }

    /// A number that moves, and where the text since the one before it lies: comments, heads, and numbers that never change. It holds
    /// nothing that would have to be counted for every line.
    private struct Line {
        let head: Range<Int>
        let rule: Rule

        var decimals: Int {
            switch rule {
            case .counter(_, _, let decimals), .gauge(_, _, _, let decimals): decimals
            case .now: 3
            case .constant, .hostName, .bootTime: 0
            }
        }
    }

    /// Families that faults change though they stand still on healthy hosts.
    private static let changeable: Set = [
        "node_timex_sync_status", "node_procs_blocked", "node_infiniband_state_id", "node_infiniband_link_downed_total",
    ]

    private var lines: [Line] = []
    /// Of each line.
    private var families: [String] = []
    /// All heads, and what follows the last number that moves.
    private var text: [UInt8] = []
    /// Where the text begins that has no line yet.
    private var tail = 0
    private(set) var sampleCount = 0
    private let noise: Noise

    init(noise: Noise) {
        self.noise = noise
        var lastName = ""
        for family in NodeFamilies.all {
            // Lines of one family may come in several pieces with rules of their own; the comments come once.
            let comments = "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.type)\n"
            if family.name != lastName { text += comments.utf8 }
            lastName = family.name
            for labels in family.labels { add(family, labels) }
        }
    }

    private func add(_ family: NodeFamilies.Family, _ labels: String) {
        sampleCount += 1
        text += (family.name + (labels.isEmpty ? "" : "{\(labels)}")).utf8
        if case .hostName = family.value {} else { text.append(0x20) }
        switch rule(family.value) {
        case .constant(let value) where !Self.changeable.contains(family.name):
            var number = PageBuffer(capacity: 64)
            number.append(go: value)
            text += number.bytes
        case let rule:
            lines.append(Line(head: tail..<text.count, rule: rule))
            families.append(family.name)
            tail = text.count
        }
        text.append(0x0A)
    }

    /// Numbers that never change are constants, whatever they count.
    private func rule(_ value: NodeFamilies.Value) -> Rule {
        switch value {
        case .constant(let value): .constant(value)
        case .counter(0, 0, _): .constant(0)
        case .counter(let rate, let busy, let decimals): .counter(rate: rate, busy: busy, decimals: decimals)
        case .gauge(let mean, 0, 0, 0): .constant(Int64(mean))
        case .gauge(let mean, let share, let busy, let decimals):
            .gauge(mean: mean, share: share, busy: busy, decimals: decimals)
        case .hostName: .hostName
        case .bootTime: .bootTime
        case .now: .now
        }
    }

    /// - Parameter effects: raw values that faults put in place of the usual ones, by family.
    func write(
        host: String, tray: Int, busy: Double, at time: Timestamp, effects: [String: Int64] = [:],
        into page: inout PageBuffer
    ) {
        let timeMs = max(0, time.milliseconds)
        // Booted between 3 and 60 days before the year's first day.
        let boot = 1_767_225_600 - 259_200 - Int64(noise.hash(71, tray) % 4_924_800)
        let uptime = max(0, Double(timeMs) / 1000 - Double(boot)), usual = nominal(tray)
        text.withUnsafeBytes { text in
            for index in lines.indices {
                page.append(text, lines[index].head)
                if !effects.isEmpty, let value = effects[families[index]] {
                    page.append(go: value, decimals: lines[index].decimals)
                    continue
                }
                switch lines[index].rule {
                case .constant(let value): page.append(go: value)
                case .counter(let rate, let extra, let decimals):
                    let own = 0.7 + 0.6 * noise.uniform(72, tray, index)
                    page.append(go: Int64(uptime * own * (rate + extra * usual)), decimals: decimals)
                case .gauge(let mean, let share, let extra, let decimals):
                    let noise = noise.normal(73, tray &* 1024 &+ index, Int(timeMs / 1000))
                    page.append(go: Int64(max(0, mean * (1 + share * noise) + extra * busy)), decimals: decimals)
                case .hostName: page.append(Self.identity(host))
                case .bootTime: page.append(go: boot)
                case .now: page.append(go: timeMs, decimals: 3)
                }
            }
            page.append(text, tail..<text.count)
        }
    }

    private static func identity(_ host: String) -> [UInt8] {
        let system = "release=\"6.8.0-1032-nvidia-64k\",sysname=\"Linux\",version=\"#35 SMP\""
        return Array("{domainname=\"(none)\",machine=\"aarch64\",nodename=\"\(host)\",\(system)} 1".utf8)
    }

    /// Counters need a rate that does not depend on the moment: a host's usual load.
    private func nominal(_ tray: Int) -> Double { 0.2 + 0.6 * noise.uniform(74, tray) }
}
