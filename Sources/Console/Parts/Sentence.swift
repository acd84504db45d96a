// One line of words for the selected place: what the cell under the cursor shows, also for a screen reader.

import Facility
import Storage
import Telemetry

struct Sentence {
    let source: HeatSource

    private var scene: Scene { source.scene }
    private var topology: Topology { scene.snapshot.topology }

    /// `B17 train-42 71/72 · SM activity 93.8 % · 124 kW · GPU gone on t07 g2, XID 79, 41 s`
    func rack(_ rack: Int) -> String {
        let place = Place.rack(rack)
        let reporting = Reporting(scene.snapshot, place)
        var parts = ["\(reporting.words) \(reporting.noun)"]
        if let job = job(topology.racks[rack].gpus) { parts = [job + " " + parts[0]] }
        func known(_ rollUp: RollUp) -> String { reporting.part(rollUp).map { " " + $0 } ?? "" }
        if let rollUp = source.rollUp(place) {
            parts.append("\(source.name) \(source.text(rollUp.mean))\(known(rollUp))")
        }
        let power = scene.snapshot.rollUp(.powerWatts, place)
        if power.count > 0 { parts.append(Figures.value(power.sum, .watts) + known(power)) }
        parts += troubleWords(where: { trouble in self.rack(of: trouble.place) == rack })
        return parts.joined(separator: " · ")
    }

    /// Words for the troubles that `match`, at most two and a count.
    func troubleWords(inTray: Bool = false, where match: (Trouble) -> Bool) -> [String] {
        let found = scene.health.troubles.filter(match)
        let named = found.prefix(2).map { words(for: $0, inTray: inTray) }
        return named + (found.count > 2 ? ["and \(found.count - 2) more"] : [])
    }

    /// `GPU gone t07 g2, XID 79, 41 s`; in the line of its tray the tray's number goes without saying.
    func words(for trouble: Trouble, inTray: Bool = false) -> String {
        var text = trouble.mark.word
        switch trouble.place {
        case .tray(let tray): text += inTray ? "" : " t\(topology.trays[tray].number)"
        case .gpu(let gpu):
            let tray = Int(topology.trayOfGPU[gpu])
            text += inTray ? "" : " t\(topology.trays[tray].number)"
            text += " g\(gpu - topology.trays[tray].gpus.lowerBound)"
        default: break
        }
        // A rack's count is not that of each of its trays.
        let isOfTray = if case .rack = trouble.place { !inTray } else { true }
        if trouble.count > 1, isOfTray { text += ", " + trouble.extent }
        if let xid = trouble.xid { text += ", XID \(xid)" }
        if let since = scene.since(trouble) { text += ", " + Figures.age(scene.snapshot.moment - since) }
        if let failure = trouble.failure { text += ": " + failure.reason }
        return text
    }

    func job(_ gpus: Range<Int>) -> String? { Self.job(gpus, scene.snapshot) }

    /// The job that most of these GPUs name, nil if none does.
    static func job(_ gpus: Range<Int>, _ snapshot: Snapshot) -> String? {
        var counts: [String: Int] = [:]
        for gpu in gpus {
            if let job = snapshot.identity(gpu)?.job, !job.isEmpty { counts[job, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// `B17/t07/g2`, `B17`, `row B`, or the hall's name.
    static func name(_ place: Place, _ topology: Topology) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): "row " + topology.rows[row].name
        case .rack(let rack): topology.racks[rack].name
        case .tray(let tray): topology.path(tray: tray)
        case .gpu(let gpu): topology.path(gpu: gpu)
        }
    }

    /// `B17/t07/g2 train-42 fresh · SM activity 97.1 % · 1,352 W · 66 °C · throttled`
    func gpu(_ gpu: Int) -> String {
        let snapshot = scene.snapshot, mark = scene.health.gpuMarks[gpu]
        var parts = [snapshot.gpuState(gpu).word]
        if let job = snapshot.identity(gpu)?.job, !job.isEmpty { parts[0] = job + " " + parts[0] }
        if !snapshot.gpuState(gpu).counts, let age = snapshot.gpuAgeMs(gpu) { parts[0] += " for \(Figures.age(age))" }
        if let metric = source.metric, snapshot.catalogue[metric].entity == .gpu {
            let value =
                source.peers == nil ? GPUFields.text(snapshot, metric, gpu).0 : source.text(source.value(gpu: gpu))
            parts.append("\(source.name) \(value)")
        }
        for metric in [MetricID.powerWatts, .tempCelsius] where metric != source.metric {
            parts.append(GPUFields.text(snapshot, metric, gpu).0)
        }
        if mark > .none { parts.append(mark.word) }
        if let xid = Symptoms(snapshot: snapshot).xid(gpu: gpu) { parts.append("last XID \(xid)") }
        return parts.joined(separator: " · ")
    }

    func rack(of place: Place) -> Int? {
        switch place {
        case .rack(let rack): rack
        case .tray(let tray): topology.trays[tray].rack
        case .gpu(let gpu): topology.trays[Int(topology.trayOfGPU[gpu])].rack
        case .hall, .row: nil
        }
    }
}
