// A leak: which sensor says so, what hangs below and beside it, and what nobody can see from here.
//
//   sensor   Chassis_0_LeakDetector_1_ColdPlate 3
//   below    A02/t05 to A02/t01: 5 trays, 20 GPUs, train-42
//   loop     CDU-A1: 8 racks, 576 GPUs
//   valves   blind: no page tells whether liquid and power are isolated

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct LeakEvidence {
    let evidence: Evidence
    let tray: Int

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] {
        [
            EvidenceLine("sensor", sensors(tray), Style(.critical)), EvidenceLine("near", near()),
            EvidenceLine("below", below()), loop(),
            .blind("valves", "no page tells whether liquid and power are isolated: ask the building management"),
        ]
    }

    /// Each detector that does not read dry, as its page spells it; where only the tray's worst is known, that.
    private func sensors(_ tray: Int) -> String {
        guard let metric = evidence.metric("leak_health") else { return "unknown" }
        var words: [String] = []
        evidence.forEachSeries(ofTray: tray) { series, value in
            guard series.metric == metric, value != 1 else { return }
            words.append("\(name(series.labels)): \(word(Float(value), metric))")
        }
        guard words.isEmpty else { return evidence.list(words) }
        return snapshot.lastKnown(metric, tray).map { "\(word($0.value, metric)), \(Figures.age($0.ageMs)) ago" }
            ?? "unknown"
    }

    private func word(_ value: Float, _ metric: MetricID) -> String {
        snapshot.catalogue[metric].words.first { Float($0.number) == value }?.word
            ?? "no reading: a faulty sensor is not dry"
    }

    /// The value of the label that names a detector; all labels if none is known to.
    private func name(_ labels: String) -> String {
        for label in ["leak_detector", "detector", "sensor", "id", "name"] {
            if let value = Evidence.label(label, of: labels) { return value }
        }
        return labels.isEmpty ? "detector" : labels
    }

    /// Detectors of the rack's other trays, and those of which nobody knows.
    private func near() -> String {
        guard let metric = evidence.metric("leak_health") else { return "" }
        let others = topology.racks[topology.trays[tray].rack].trays.filter { $0 != tray }
        let known = others.map { snapshot.value(metric, $0) }
        let wet = zip(others, known).filter { $0.1 >= 2 }.map { topology.path(tray: $0.0) }
        let dry = known.count { $0 == 1 }, blind = known.count - dry - wet.count
        return "in the rack \(Figures.counted(dry, "other tray")) dry"
            + (wet.isEmpty ? "" : ", not dry: \(evidence.list(wet))")
            + (blind > 0 ? ", \(blind) without a reading" : "")
    }

    /// Water falls: who stands under it.
    private func below() -> String {
        let number = topology.trays[tray].number
        let trays = topology.racks[topology.trays[tray].rack].trays.filter { topology.trays[$0].number < number }
        guard let low = trays.first, let high = trays.last else { return "no tray of this rack: the floor" }
        let gpus = trays.flatMap { topology.trays[$0].gpus }
        let jobs = Set(gpus.compactMap { snapshot.identity($0)?.job }.filter { !$0.isEmpty }).sorted()
        return "water falls on \(topology.path(tray: high)) to \(topology.path(tray: low)): "
            + "\(Figures.counted(trays.count, "tray")), \(Figures.counted(gpus.count, "GPU"))"
            + (jobs.isEmpty ? "" : ", " + evidence.list(jobs))
    }

    private func loop() -> EvidenceLine {
        guard let loop = topology.groups.first(where: { $0.kind == .loop && $0.trays.contains(tray) }) else {
            return .blind("loop", "the inventory names no cooling loop of this rack (`loop:`)")
        }
        let gpus = loop.trays.reduce(0) { $0 + topology.trays[$1].gpus.count }
        let names = loop.racks.map { topology.racks[$0].name }
        return EvidenceLine(
            "loop",
            "\(loop.name): \(Figures.counted(loop.racks.count, "rack")), \(Figures.counted(gpus, "GPU")): "
                + evidence.list(names))
    }
}
