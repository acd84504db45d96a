// A tray that fell silent: which of its pages answer, whether its BMC does, what its neighbours do, and whether its rack draws less.
//
//   extent   silent hosts: A01 18/18 · A02 18/18
//   pages    dcgm/metrics unreachable: connection refused, last 00:00:33 · node/metrics fresh
//   BMC      answers
//   host     up 218d18h when last heard
//   near     A02 71/72 · management switch mgmt-A1 285/288
//   power    GPUs of A02 draw 87.4 kW, 92.6 kW a minute before

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct SilenceEvidence {
    let evidence: Evidence
    let tray: Int

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] {
        let targets = snapshot.targets(ofTray: tray).map { snapshot.targets[$0] }
        let pages = targets.filter { !$0.description.isController }.prefix(4).map(words)
        let isPlural = evidence.alarm.memberCount > topology.trays[tray].gpus.count
        let path = isPlural ? "of \(topology.path(tray: tray)): " : ""
        return extent() + [
            EvidenceLine("pages", path + pages.joined(separator: " · ")), controller(targets),
            EvidenceLine("host", path + host()), EvidenceLine("near", "GPUs that report: " + near()), power(),
        ] + leak()
    }

    /// Whether the alarm strikes so many hosts that rows and racks tell more than their names.
    static func isWide(_ alarm: Alarm) -> Bool {
        guard alarm.family == .silence, alarm.members.count > Evidence.named else { return false }
        return alarm.members.allSatisfy { if case .tray = $0.place { true } else { false } }
    }

    /// `A01 18/18 · A02 18/18`: silent hosts by rack, by row where those are too many.
    private func extent() -> [EvidenceLine] {
        guard Self.isWide(evidence.alarm) else { return [] }
        func silent(_ name: String, _ trays: Range<Int>) -> String? {
            let there = trays.filter { !topology.trays[$0].isPlannedOut }
            let count = there.count { snapshot.trayState($0) == .unreachable || snapshot.trayState($0) == .neverSeen }
            return count > 0 ? "\(name) \(count)/\(there.count)" : nil
        }
        // Of a list that is whole, no rack of another alarm. A longer one is about most of the hall.
        let members = evidence.alarm.members
        let own = Set(
            members.compactMap { member in
                if case .tray(let tray) = member.place, topology.trays.indices.contains(tray) {
                    topology.trays[tray].rack
                } else {
                    nil
                }
            })
        let racks = topology.racks.indices.filter { members.count == Alarm.memberLimit || own.contains($0) }
        var words = racks.compactMap { silent(topology.racks[$0].name, topology.racks[$0].trays) }
        if words.count > Evidence.named { words = topology.rows.compactMap { silent("row \($0.name)", $0.trays) } }
        return [EvidenceLine("extent", "silent hosts: " + evidence.list(words))]
    }

    private func words(_ target: TargetStatus) -> String {
        // What is fresh failed only now: its last page still counts.
        let failed = target.state.counts ? ", but now " : ": "
        var words =
            "\(target.description.page) \(target.state.word)" + (target.failure.map { failed + $0.reason } ?? "")
        if !target.state.counts {
            words += target.lastSuccess.map { ", last \(evidence.clock($0))" } ?? ", never answered"
        }
        return words
    }

    private func controller(_ targets: [TargetStatus]) -> EvidenceLine {
        guard let controller = targets.first(where: \.description.isController) else {
            return .blind(
                "BMC", "no page of its management controller; redfish_exporter or ipmi_exporter tells dark from dead")
        }
        let power = evidence.metric("bmc_power_state").flatMap { snapshot.lastKnown($0, tray) }
        let state = power.map { ", chassis \($0.value > 0 ? "on" : "off")" } ?? ""
        return EvidenceLine("BMC", words(controller) + state)
    }

    private func host() -> String {
        if let up = snapshot.lastKnown(.hostUptimeSeconds, tray) {
            return "up \(Figures.value(Double(up.value), .seconds)), heard \(Figures.age(up.ageMs)) ago"
        }
        return ExporterRow.blind(.hostUptimeSeconds, snapshot) ?? "boot time unknown"
    }

    /// The rack, and what else the tray hangs on.
    private func near() -> String {
        var words = [evidence.reporting(.rack(topology.trays[tray].rack))]
        for group in topology.groups
        where group.trays.contains(tray) && [.management, .leaf, .feed].contains(group.kind) {
            let gpus = group.trays.flatMap { topology.trays[$0].gpus }
            words.append(
                "\(group.kind.word) \(group.name) \(gpus.count { snapshot.gpuState($0).counts })/\(gpus.count)")
        }
        return words.joined(separator: " · ")
    }

    /// Power tells a dark rack from a lost network, where somebody measures it beside the GPUs themselves.
    private func power() -> EvidenceLine {
        let rack = topology.racks[topology.trays[tray].rack]
        let watts = evidence.watts([topology.trays[tray].rack])
        let drawn = watts.isFinite ? "GPUs of \(rack.name) that report draw \(Figures.value(watts, .watts)); " : ""
        guard let metric = evidence.metric("bmc_power_watts"), let known = snapshot.lastKnown(metric, tray) else {
            return .blind("power", drawn + "no page tells of its shelves or of power at the BMC")
        }
        return EvidenceLine("power", drawn + "BMC says \(Figures.value(Double(known.value), .watts))")
    }

    private func leak() -> [EvidenceLine] {
        guard let metric = evidence.metric("leak_health") else { return [] }
        guard let known = snapshot.lastKnown(metric, tray) else {
            return [.blind("leak", ExporterRow.words(snapshot.catalogue[metric]))]
        }
        return [
            EvidenceLine(
                "leak", snapshot.catalogue[metric].words.first { Float($0.number) == known.value }?.word ?? "unknown")
        ]
    }
}
