// How far each line of a timeline is from its peers, column by column: lines of one job, else all lines that run none. It judges nobody.

import Facility
import Storage
import Telemetry

/// Robust deviations between lines.
enum TimelinePeers {
    /// Fewer lines than this have no middle.
    static let least = 4

    /// Fills `deviations`; NaN where a value is unknown or has no peers.
    static func compare(_ lines: inout [TimelineLine], _ snapshot: Snapshot, _ metric: MetricID) {
        let range = snapshot.catalogue[metric].range
        // A hundredth of the scale is no deviation, however well the others agree.
        let floor = Float((range.upperBound - range.lowerBound) / 100)
        let columns = lines.map(\.values.count).max() ?? 0
        for index in lines.indices { lines[index].deviations = Array(repeating: .nan, count: columns) }
        for members in groups(lines, snapshot) where members.count >= least {
            for column in 0..<columns {
                let values = members.map { column < lines[$0].values.count ? lines[$0].values[column] : .nan }
                let peers = Peers(values)
                guard values.count(where: { !$0.isNaN }) >= least else { continue }
                let unit = max(floor, peers.mad * PeerDeviations.consistency)
                for (member, value) in zip(members, values) where !value.isNaN {
                    lines[member].deviations[column] = max(-99, min(99, (value - peers.median) / unit))
                }
            }
        }
    }

    /// Too small a job is compared with those that run none.
    private static func groups(_ lines: [TimelineLine], _ snapshot: Snapshot) -> [[Int]] {
        let jobs = lines.map { line -> String in
            guard let place = line.places.first else { return "" }
            return Sentence.job(snapshot.topology.gpus(of: place), snapshot) ?? ""
        }
        let byJob = Dictionary(grouping: lines.indices, by: { jobs[$0] })
        let large = byJob.filter { !$0.key.isEmpty && $0.value.count >= least }
        return Array(large.values) + [lines.indices.filter { large[jobs[$0]] == nil }]
    }
}
