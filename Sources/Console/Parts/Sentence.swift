// One line of words for the selected place: what the cell under the cursor shows, also for a screen reader.

import Facility
import Telemetry

struct Sentence {
    let source: HeatSource

    private var scene: Scene { source.scene }
    private var topology: Topology { scene.snapshot.topology }

    /// `B17 train-42 71/72 · SM activity 93.8 % · 124 kW · GPU gone on t07 g2, XID 79, 41 s`
    func rack(_ rack: Int) -> String {
        let place = Place.rack(rack)
        let states = scene.snapshot.states(place)
        var parts = ["\(states[.fresh])/\(states.total) GPUs"]
        if let job = job(topology.racks[rack].gpus) { parts = [job + " " + parts[0]] }
        if let rollUp = source.rollUp(place) { parts.append("\(source.name) \(source.text(rollUp.mean))") }
        let power = scene.snapshot.rollUp(.powerWatts, place)
        if power.count > 0 { parts.append(Figures.value(power.sum, .watts)) }
        parts += troubleWords(where: { trouble in self.rack(of: trouble.place) == rack })
        return parts.joined(separator: " · ")
    }

    /// Words for the troubles that `match`, at most two and a count.
    func troubleWords(where match: (Trouble) -> Bool) -> [String] {
        let found = scene.health.troubles.filter(match)
        let named = found.prefix(2).map { words(for: $0) }
        return named + (found.count > 2 ? ["and \(found.count - 2) more"] : [])
    }

    /// `GPU gone t07 g2, XID 79, 41 s`
    func words(for trouble: Trouble) -> String {
        var text = trouble.mark.word
        switch trouble.place {
        case .tray(let tray): text += " t\(topology.trays[tray].number)"
        case .gpu(let gpu):
            let tray = Int(topology.trayOfGPU[gpu])
            text += " t\(topology.trays[tray].number) g\(gpu - topology.trays[tray].gpus.lowerBound)"
        default: break
        }
        if trouble.count > 1 { text += ", \(trouble.count) GPUs" }
        if let xid = trouble.xid { text += ", XID \(xid)" }
        if let since = trouble.since { text += ", " + Figures.age(scene.snapshot.moment - since) }
        return text
    }

    /// The job that most of these GPUs name, nil if none does.
    func job(_ gpus: Range<Int>) -> String? {
        var counts: [String: Int] = [:]
        for gpu in gpus {
            if let job = scene.snapshot.identity(gpu)?.job, !job.isEmpty { counts[job, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
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
