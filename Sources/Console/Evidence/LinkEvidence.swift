// NVLinks that went down: on which GPUs and how many, what stands at their other end, how often, and what came before.
//
//   links    A02/t06 g0 2 · g1 2 · g2 2 · g3 2 down
//   shape    all 72 GPUs of A02 miss 2: as many switch chips as one switch tray has
//   ends     GPUs of A02/t06 (U21) - nvsw 1 to 9 of A02 (U24 to U32), two chips each, one link of a GPU to every chip
//   often    blind: no page exports NVLink recoveries; ...

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct LinkEvidence {
    /// Switch chips of an NVLink 5 switch tray. Source: docs.nvidia.com DGX GB200 user guide, hardware.
    static let chipsPerTray = 2

    let evidence: Evidence

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] {
        guard let first = evidence.first else { return [] }
        let rack = topology.trays[first.tray].rack
        if let blind = ExporterRow.blind(.nvlinkLinksDown, snapshot) {
            return [.blind("links", blind), ends(rack, [])]
        }
        let down = topology.racks[rack].gpus.filter { snapshot.value(.nvlinkLinksDown, $0) > 0 }
        let trays = Set(down.map { Int(topology.trayOfGPU[$0]) }).sorted()
        return [
            EvidenceLine("links", "down: " + evidence.list(trays.map { words($0, down) }), Style(.critical)),
            shape(rack, down, trays), ends(rack, trays), numbers(trays), often(rack),
        ] + before(rack)
    }

    /// `t06 g0 2 g1 2`
    private func words(_ tray: Int, _ down: [Int]) -> String {
        let gpus = topology.trays[tray].gpus
        let counts = down.filter(gpus.contains).map {
            "g\($0 - gpus.lowerBound) \(Figures.fixed(Double(snapshot.value(.nvlinkLinksDown, $0)), 0))"
        }
        return "\(topology.path(tray: tray)) " + counts.joined(separator: " ")
    }

    /// What the pattern is consistent with: one end is a GPU, a tray's connector, or a switch tray.
    private func shape(_ rack: Int, _ down: [Int], _ trays: [Int]) -> EvidenceLine {
        let name = topology.racks[rack].name, all = snapshot.rollUp(.nvlinkLinksDown, .rack(rack)).count
        let counts = Set(down.map { Int(snapshot.value(.nvlinkLinksDown, $0)) })
        guard down.count == all, all > 4, let count = counts.first, counts.count == 1 else {
            let kind =
                trays.count == 1
                ? (down.count == 1 ? "one GPU" : "one tray")
                : "\(trays.count) of \(Figures.counted(topology.racks[rack].trays.count, "tray"))"
            return EvidenceLine(
                "shape",
                "\(down.count) of \(Figures.counted(Int(all), "GPU")) of \(name), \(kind): the others keep all their links"
            )
        }
        let chips =
            count <= Self.chipsPerTray ? "as one switch tray would take from all" : "more than one switch tray has"
        return EvidenceLine(
            "shape", "all \(all) GPUs of \(name) miss \(count) each: the switch end, \(chips)", Style(.warning))
    }

    /// Both ends by name and height.
    private func ends(_ rack: Int, _ trays: [Int]) -> EvidenceLine {
        let template = topology.template(ofRack: rack), name = topology.racks[rack].name
        func height(_ wanted: (RackTemplate.Unit) -> Bool) -> [Int] {
            template.units.indices.filter { wanted(template.units[$0]) }.map { template.topU - $0 }.sorted()
        }
        let switches = height { if case .nvlinkSwitch = $0 { true } else { false } }
        let near = trays.prefix(3).map { tray -> String in
            let number = topology.trays[tray].number
            let unit = height { $0 == .tray(number) }.first.map { " (U\($0))" } ?? ""
            return "\(topology.path(tray: tray)) \(topology.trays[tray].host)\(unit)"
        }
        guard let low = switches.first, let high = switches.last else {
            return EvidenceLine("ends", near.joined(separator: ", ") + " - the rack's template names no NVLink switch")
        }
        let rest = trays.count > 3 ? " and \(trays.count - 3) more \(Plural.noun("tray", of: trays.count - 3))" : ""
        return EvidenceLine(
            "ends",
            near.joined(separator: ", ") + rest
                + " - nvsw 1 to \(switches.count) of \(name) (U\(low) to U\(high)), one link of a GPU to each of their \(switches.count * Self.chipsPerTray) chips"
        )
    }

    /// Which of the links, where a page has a series for each.
    private func numbers(_ trays: [Int]) -> EvidenceLine {
        var words: [String] = []
        for tray in trays.prefix(4) {
            evidence.forEachSeries(ofTray: tray) { series, value in
                guard let sub = series.sub, sub.kind == .link, let metric = series.metric, value > 0,
                    Self.troubles.contains(snapshot.catalogue[metric].name)
                else { return }
                let place = "\(topology.path(tray: tray))/g\(series.gpu)/\(sub.name)"
                words.append("\(place) \(snapshot.catalogue[metric].short) \(SeriesLines.plain(value))")
            }
        }
        if !words.isEmpty { return EvidenceLine("which", evidence.list(words)) }
        let crc = evidence.metric("nvlink_crc_errors_per_second").map { snapshot.catalogue[$0] }
        let row =
            crc?.sources.first { $0.name.hasSuffix("_L*") }.map { $0.name.dropLast() + "0 to L17" }
            ?? "a series per link"
        return .blind("which", "no page tells of single links; dcgm-exporter's rows: \(row)")
    }

    private static let troubles: Set<String> = [
        "nvlink_links_down", "nvlink_crc_errors_per_second", "nvlink_recoveries", "nvlink_replays", "nvlink_downed",
        "nvlink_recoveries_failed",
    ]

    /// Recoveries of the last hour, as far as it is kept.
    private func often(_ rack: Int) -> EvidenceLine {
        guard let metric = evidence.metric("nvlink_recoveries") else { return EvidenceLine("often", "unknown", .dim) }
        if let blind = ExporterRow.blind(metric, snapshot) { return .blind("often", blind) }
        let hour: Int64 = 3_600_000
        let counts = topology.racks[rack].gpus.compactMap { snapshot.rate(metric, $0, windowMs: hour) }
        let rate = counts.reduce(0) { $0 + max(0, $1) } * 3_600
        return EvidenceLine("often", "\(Figures.fixed(rate, 0)) recoveries an hour in \(topology.racks[rack].name)")
    }

    /// What the log has of the rack's GPUs before the links went: link codes above all.
    private func before(_ rack: Int) -> [EvidenceLine] {
        let events = snapshot.events.reversed().lazy.filter { event in
            guard event.time < evidence.alarm.since + 1_000, case .xid = event.kind, case .gpu(let gpu) = event.place
            else { return false }
            return topology.rack(ofGPU: gpu) == rack
        }.prefix(3).map {
            "\(evidence.clock($0.time)) \(topology.path($0.place)) \(EventWords.words($0, evidence.scene))"
        }
        return [
            EvidenceLine(
                "before", events.isEmpty ? "no XID of the rack in the log" : events.joined(separator: " · "), .dim)
        ]
    }
}
