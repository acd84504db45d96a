// Power: a brake from outside or a cap that is wanted? What rack, feed, row and hall draw, how fast that changes, and who is capped.
//
//   why      HW power brake 576 · power cap 0 · HW slowdown 0
//   rack     A06 draws 55.1 kW of 8 shelves' 264 kW
//   draw     feed PDU-A1 441 kW · row A 441 kW · hall's GPUs 441 kW of the site's 44.0 MW (1.0 %), 806 kW if all drew their most
//   capped   A01 72 · A02 72 · ...

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct PowerEvidence {
    /// Six supplies of 5.5 kW. Source: docs.nvidia.com base-command-manager, power shelf.
    static let shelfWatts = 33_000.0
    /// Power cap, HW slowdown, heat and power brake: what is forced upon a GPU.
    private static let brakes: UInt64 = 0xEC

    let evidence: Evidence
    let tray: Int

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] { [reasons(), rack(), places(), ramp()] + capped() }

    private func reasons() -> EvidenceLine {
        if let blind = ExporterRow.blind(.clockEvents, snapshot) { return .blind("why", blind) }
        let symptoms = Symptoms(snapshot: snapshot)
        let reasons = snapshot.catalogue[.clockEvents].words.filter { $0.number & Self.brakes != 0 }
        var counts = [Int](repeating: 0, count: reasons.count)
        for gpu in 0..<topology.gpuCount where snapshot.gpuState(gpu).counts {
            let set = symptoms.clockBits(gpu: gpu)
            for index in reasons.indices where UInt64(set) & reasons[index].number != 0 { counts[index] += 1 }
        }
        let words = zip(reasons, counts).filter { $1 > 0 }.map { "\($0.word) \(Figures.count($1))" }
        return EvidenceLine(
            "why", "GPUs of the hall by reason: " + (words.isEmpty ? "none held back" : words.joined(separator: " · ")))
    }

    private func rack() -> EvidenceLine {
        let rack = topology.trays[tray].rack
        let shelves = topology.template(ofRack: rack).units.count { if case .powerShelf = $0 { true } else { false } }
        let watts = Figures.value(evidence.watts([rack]), .watts)
        let room =
            shelves > 0
            ? " of \(shelves == 1 ? "1 shelf's" : "\(shelves) shelves'") \(Figures.value(Double(shelves) * Self.shelfWatts, .watts))"
            : ""
        return .blind(
            "rack", "GPUs of \(topology.racks[rack].name) draw \(watts)\(room); no page tells of shelves and their PSUs"
        )
    }

    private func places() -> EvidenceLine {
        let rack = topology.trays[tray].rack, row = topology.racks[rack].row
        var words = topology.groups.filter { $0.kind == .feed && $0.trays.contains(tray) }.map {
            "feed \($0.name) \(Figures.value(evidence.watts($0.racks), .watts))"
        }
        let inRow = topology.racks.indices.filter { topology.racks[$0].row == row }
        words.append("row \(topology.rows[row].name) \(Figures.value(evidence.watts(inRow), .watts))")
        let all = evidence.watts(Array(topology.racks.indices))
        let most = snapshot.catalogue[.powerWatts].range.upperBound * Double(topology.gpuCount)
        let envelope = Double(topology.envelopeKilowatts) * 1_000
        words.append(
            "hall's GPUs \(Figures.value(all, .watts)) of the site's \(Figures.value(envelope, .watts)) "
                + "(\(Figures.value(all / envelope, .ratio))), \(Figures.value(most, .watts)) if all drew their most")
        return EvidenceLine("draw", words.joined(separator: " · "))
    }

    /// How fast the hall's power changes: grids mind that more than its height.
    private func ramp() -> EvidenceLine {
        func sum(_ slotsAgo: Int) -> Double? {
            guard slotsAgo < snapshot.slotsHeld else { return nil }
            let known = snapshot.column(.powerWatts, slotsAgo: slotsAgo).filter { $0 == $0 }
            return known.isEmpty ? nil : known.reduce(0) { $0 + Double($1) }
        }
        let words = [10, 50].compactMap { seconds -> String? in
            let slots = Int(Int64(seconds) * 1_000 / snapshot.stepMs)
            guard let now = sum(0), let before = sum(slots) else { return nil }
            return "\(Figures.signed((now - before) / Double(seconds) / 1e6, 3)) MW/s over \(seconds) s"
        }
        return EvidenceLine(
            "ramp", words.isEmpty ? "too short a past to tell" : "of the hall: " + words.joined(separator: ", "))
    }

    /// Whose limit is below what the device has by default, or below what most have.
    private func capped() -> [EvidenceLine] {
        if let blind = ExporterRow.blind(.powerLimitWatts, snapshot) { return [.blind("capped", blind)] }
        let usual = evidence.metric("power_limit_default_watts")
        let limits = (0..<topology.gpuCount).map { snapshot.value(.powerLimitWatts, $0) }
        let median = Peers(limits).median
        let capped = limits.indices.filter { gpu in
            let own = usual.flatMap { snapshot.isExported($0) ? snapshot.value($0, gpu) : nil } ?? median
            return limits[gpu] < own - 1
        }
        guard !capped.isEmpty else {
            return [EvidenceLine("capped", "nobody: all limits are at \(evidence.text(median, .powerLimitWatts))")]
        }
        let trays = Dictionary(grouping: capped) { Int(topology.trayOfGPU[$0]) }
        let words = trays.keys.sorted().map { tray in
            let least = trays[tray]!.map { limits[$0] }.min()!
            return "\(topology.path(tray: tray)) \(trays[tray]!.count) to \(evidence.text(least, .powerLimitWatts))"
        }
        return [
            EvidenceLine("capped", "\(Figures.counted(capped.count, "GPU")): " + evidence.list(words), Style(.warning))
        ]
    }
}
