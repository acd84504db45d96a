// A GPU that vanished from its host's page: what it last said, how its host is, and what happened at this place before, whoever stood there.
//
//   last     SM activity 95.5 %, 1,305 W, 64 °C, 53 s ago; GPU-1f05e550-...
//   host     3 of 4 GPUs of A02/t06 report; up 218d18h
//   slot     00:00:35 XID 79 fallen off the bus · 00:00:40 fresh → gone

import Alerting
import Screen
import Storage
import Telemetry

struct LostGPUEvidence {
    let evidence: Evidence
    let gpu: Int

    var lines: [EvidenceLine] {
        let snapshot = evidence.snapshot, topology = evidence.topology
        let tray = Int(topology.trayOfGPU[gpu])
        let shown = [HeatMetric.activity(of: snapshot), .powerWatts, .tempCelsius]
        let values = shown.compactMap { id in
            snapshot.lastKnown(id, gpu).map { "\(snapshot.catalogue[id].title) \(evidence.text($0.value, id))" }
        }
        let identity = snapshot.identity(gpu)
        let who = [identity?.uuid, identity?.pciBusID, identity?.job].compactMap { $0 }.filter { !$0.isEmpty }
        let states = snapshot.states(.tray(tray))
        let up = snapshot.lastKnown(.hostUptimeSeconds, tray).map {
            "up " + Figures.value(Double($0.value), .seconds)
        }
        let host =
            "\(states[.fresh]) of \(Figures.counted(states.total, "GPU")) of \(topology.path(tray: tray)) report; "
        return [
            EvidenceLine(
                "last", values.isEmpty ? "it never reported here" : values.joined(separator: ", ") + age(tray)),
            EvidenceLine("who", who.isEmpty ? "no page ever named it" : who.joined(separator: " · ")),
            EvidenceLine("host", host + (up ?? ExporterRow.blind(.hostUptimeSeconds, snapshot) ?? "boot time unknown")),
        ] + slot()
    }

    /// What stands still is as old as its last change, however often a page repeats it.
    private func age(_ tray: Int) -> String {
        let snapshot = evidence.snapshot
        guard snapshot.gpuState(gpu) == .frozen else {
            return snapshot.gpuAgeMs(gpu).map { ", \(Figures.age($0)) ago" } ?? ""
        }
        let still = snapshot.targets(ofTray: tray).map { snapshot.targets[$0] }.filter { $0.state == .frozen }
        let change = still.compactMap(\.lastChange).max()
        guard let since = change ?? snapshot.gpuStateSince(gpu) else { return ", and stands still" }
        // Where nobody kept the change, the state tells only that it lies before.
        let earlier = change == nil ? " or before" : ""
        return ", unchanged since \(evidence.clock(since))\(earlier), \(Figures.age(snapshot.moment - since))"
    }

    /// The newest events of the place, oldest first: they outlive an exchange of the GPU.
    private func slot() -> [EvidenceLine] {
        let events = evidence.snapshot.events.reversed().lazy.filter { event in
            guard event.place == .gpu(gpu) else { return false }
            if case .alarm = event.kind { return false }
            return true
        }.prefix(4).reversed()
        let words = events.map { "\(evidence.clock($0.time)) \(EventWords.words($0, evidence.scene))" }
        let uuids = evidence.snapshot.attributes.history(.uuid, of: gpu).count
        let swapped = uuids > 1 ? "; \(uuids) GPUs stood here" : ""
        return [
            EvidenceLine(
                "slot", (words.isEmpty ? "no event of this place in the log" : words.joined(separator: " · ")) + swapped
            )
        ]
    }
}
