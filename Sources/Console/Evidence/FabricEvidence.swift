// Scale-out ports that went down: which ports of which hosts, what leaf they lead to, and how often.
//
//   host     A01/t18 a01-c18 mlx5_0/1 down · A03/t10 a03-c10 mlx5_0/1 down
//   leaf     leaf-A1: 144 of 144 hosts struck
//   often    8 links downed at A01/t18 in the hour that is kept

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct FabricEvidence {
    let evidence: Evidence

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] {
        let trays = struck
        guard !trays.isEmpty else { return [] }
        if let carrier = evidence.metric("host_net_carrier_changes"),
            evidence.alarm.metric == "host_net_carrier_changes"
        {
            let words = trays.prefix(24).map { changes(carrier, ofTray: $0) }
            return [EvidenceLine("host", "end: " + evidence.list(words), Style(.warning))]
        }
        // Whether a port is active only its state tells.
        if let state = evidence.metric("ib_port_state"), let blind = ExporterRow.blind(state, snapshot) {
            return [.blind("host", blind), often(trays)]
        }
        return [
            EvidenceLine("host", "end: " + evidence.list(trays.prefix(24).map(ports)), Style(.critical)), leaf(trays),
            often(trays),
        ]
    }

    /// The hosts among the members, in order of time.
    private var struck: [Int] {
        var seen = Set<Int>()
        return evidence.alarm.members.compactMap { member in
            let tray: Int? =
                switch member.place {
                case .tray(let tray): tray
                case .gpu(let gpu): Int(topology.trayOfGPU[gpu])
                default: nil
                }
            return tray.flatMap { seen.insert($0).inserted ? $0 : nil }
        }
    }

    /// `A01/t18 eth0 4 changes`, all since it booted: of which links its page tells of any.
    private func changes(_ metric: MetricID, ofTray tray: Int) -> String {
        var devices: [String] = []
        evidence.forEachSeries(ofTray: tray) { series, value in
            guard series.metric == metric, value >= 1, value < 1e9 else { return }
            let device = Evidence.label("device", of: series.labels) ?? "a link"
            devices.append("\(device) \(Figures.counted(Int(value), "change"))")
        }
        let since = devices.isEmpty ? "links unknown" : devices.prefix(3).joined(separator: ", ") + " since its boot"
        return "\(topology.path(tray: tray)) \(since)"
    }

    /// `A01/t18 mlx5_0/1 and 3 more`: the ports that its page shows as not active.
    private func ports(_ tray: Int) -> String {
        var names: [String] = [], isTold = false
        let state = evidence.metric("ib_port_state")
        evidence.forEachSeries(ofTray: tray) { series, value in
            guard series.metric == state, state != nil, value == value else { return }
            isTold = true
            if value < 4 { names.append(Self.port(series.labels)) }
        }
        let more = names.count > 1 ? " and \(names.count - 1) more" : ""
        let listed = names.first.map { $0 + more } ?? (isTold ? "active again" : "ports unknown")
        return "\(topology.path(tray: tray)) \(listed)"
    }

    /// `mlx5_0/1` of `device="mlx5_0",port="1"`.
    private static func port(_ labels: String) -> String {
        return [Evidence.label("device", of: labels), Evidence.label("port", of: labels)].compactMap { $0 }.joined(
            separator: "/")
    }

    private func leaf(_ trays: [Int]) -> EvidenceLine {
        let leaves = topology.groups.filter { $0.kind == .leaf && $0.trays.contains { trays.contains($0) } }
        guard !leaves.isEmpty else {
            return .blind("leaf", "the inventory names no leaf switch of these hosts (`leaf:` of a rack)")
        }
        let words = leaves.map { leaf in
            let all = leaf.trays.count { isDown($0) }
            return "\(leaf.name): \(all) of \(Figures.counted(leaf.trays.count, "host")) with a port down now"
        }
        return EvidenceLine("leaf", "end: " + evidence.list(words))
    }

    private func isDown(_ tray: Int) -> Bool {
        guard let state = evidence.metric("ib_port_state") else { return false }
        return snapshot.value(state, tray) < 4
    }

    private func often(_ trays: [Int]) -> EvidenceLine {
        guard let metric = evidence.metric("ib_link_downed") else { return EvidenceLine("often", "unknown", .dim) }
        if let blind = ExporterRow.blind(metric, snapshot) { return .blind("often", blind) }
        let counts = trays.prefix(24).map { tray -> Double in
            let known = snapshot.history(metric, tray, slots: min(3_600, snapshot.slotsKept)).filter { $0 == $0 }
            return known.isEmpty ? 0 : max(0, Double(known.last!) - Double(known.first!))
        }
        let links = Int(min(1e9, counts.reduce(0, +).rounded()))
        let span = Figures.age(Int64(min(3_600, snapshot.slotsKept)) * snapshot.stepMs)
        let hosts =
            (counts.count < trays.count ? "\(Figures.count(counts.count)) of " : "")
            + Figures.counted(trays.count, "host")
        // Once for each port is a fault, many times for each is one that comes and goes.
        let each = counts.count > 1 && links > counts.count ? ", \(Figures.count(links / counts.count)) each" : ""
        return EvidenceLine(
            "often", "\(Figures.counted(links, "link")) downed at \(hosts)\(each) within the last \(span) that are kept"
        )
    }
}
