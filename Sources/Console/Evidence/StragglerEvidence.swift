// Who makes a job wait: the ranking of the minutes with all its columns, and what the first of it share.
//
//   ranking  place        minutes     z  by          SM      tensor  power    SM clock   temp   NVLink
//            A02/t06/g2   5 of 5   -9.9  SM clock    85.4 %  54.1 %  1,204 W  1,620 MHz  64 °C  655 GB/s
//   shared   2 of the first 3 in rack A02

import Alerting
import Screen
import Storage
import Telemetry

struct StragglerEvidence {
    static let metrics: [(id: MetricID, width: Int)] = [
        (.smActive, 8), (.tensorActive, 8), (.powerWatts, 9), (.smClockHertz, 10), (.tempCelsius, 7),
        (.nvlinkBytesPerSecond, 10),
    ]

    let evidence: Evidence

    var lines: [EvidenceLine] {
        let snapshot = evidence.snapshot, topology = evidence.topology
        let members = evidence.alarm.members.compactMap { if case .gpu(let gpu) = $0.place { gpu } else { nil } }
        let all = evidence.scene.alerts.stragglers.filter { $0.gpu < topology.gpuCount }
        // Of the hall's ranking what is about this alarm's jobs; others have stragglers of their own.
        let jobs = Set(evidence.alarm.jobs)
        let own = all.filter { members.contains($0.gpu) || jobs.contains(snapshot.identity($0.gpu)?.job ?? "") }
        let ranking = own.isEmpty ? all : own
        guard !ranking.isEmpty else {
            return [EvidenceLine("ranking", "nobody stood out in the last five minutes", .dim)]
        }
        let columns = Self.metrics.filter { snapshot.isExported($0.id) }
        func row(_ place: String, _ minutes: String, _ z: String, _ by: String, _ values: [String]) -> String {
            var text =
                EvidenceLine.pad(place, 13) + EvidenceLine.pad(minutes, 8) + EvidenceLine.lead(z, 7) + "  "
                + EvidenceLine.pad(by, 10)
            for (column, value) in zip(columns, values) { text += EvidenceLine.lead(value, column.width + 1) }
            return text
        }
        let catalogue = snapshot.catalogue
        var lines = [
            EvidenceLine(
                "ranking", row("place", "minutes", "z", "by", columns.map { catalogue[$0.id].short }), .dim, isRow: true
            )
        ]
        lines.append(
            EvidenceLine(
                "", row("its peers", "", "", "median", middle(of: members.first ?? ranking[0].gpu, columns.map(\.id))),
                .dim,
                isRow: true
            ))
        for gpu in members
        where !ranking.contains(where: { $0.gpu == gpu }) && gpu < topology.gpuCount && lines.count < 6 {
            let values = columns.map { evidence.text(snapshot.value($0.id, gpu), $0.id) }
            lines.append(
                EvidenceLine(
                    "", row(topology.path(gpu: gpu), "by now", "", "others", values), Style(.warning), isRow: true))
        }
        for entry in ranking.prefix(20) {
            let values = columns.map { evidence.text(snapshot.value($0.id, entry.gpu), $0.id) }
            let words = row(
                topology.path(gpu: entry.gpu), "\(entry.windows) of 5", Figures.signed(Double(entry.z), 1),
                catalogue[entry.metric].short, values)
            lines.append(EvidenceLine("", words, entry.windows >= 3 ? Style(.warning) : .text, isRow: true))
        }
        return shared(ranking.map(\.gpu)) + lines
    }

    /// The middle of the first one's job, else of its rack.
    private func middle(of gpu: Int, _ metrics: [MetricID]) -> [String] {
        let snapshot = evidence.snapshot, topology = evidence.topology
        let job = snapshot.identity(gpu)?.job ?? ""
        let gpus =
            job.isEmpty
            ? Array(topology.racks[topology.rack(ofGPU: gpu)].gpus)
            : (0..<topology.gpuCount).filter { snapshot.identity($0)?.job == job }
        return metrics.map { evidence.text(snapshot.peers($0, gpus).median, $0) }
    }

    private func shared(_ gpus: [Int]) -> [EvidenceLine] {
        let topology = evidence.topology, head = gpus.prefix(20)
        guard head.count >= 3 else { return [] }
        func most(_ numbers: [Int]) -> (key: Int, value: Int)? {
            Dictionary(numbers.map { ($0, 1) }, uniquingKeysWith: +).max { ($0.value, $1.key) < ($1.value, $0.key) }
        }
        var words: [String] = []
        if let tray = most(head.map { Int(topology.trayOfGPU[$0]) }), tray.value >= 2 {
            words.append("\(tray.value) in \(topology.path(tray: tray.key))")
        }
        if let rack = most(head.map { topology.rack(ofGPU: $0) }), rack.value >= 2 {
            words.append("\(rack.value) in rack \(topology.racks[rack.key].name)")
        }
        return words.isEmpty ? [] : [EvidenceLine("shared", "of these \(head.count): " + words.joined(separator: ", "))]
    }
}
