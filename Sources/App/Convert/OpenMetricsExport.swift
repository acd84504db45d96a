// A recording as OpenMetrics text with timestamps, family by family (unsafe: lends label blocks to the parser): what
// `promtool tsdb create-blocks-from openmetrics` reads.

import Exposition
import Foundation
import Recording
import Telemetry

enum OpenMetricsExport {
    /// Numbers held at once; a larger window has to be cut.
    static let sampleLimit = 60_000_000

    static func write(_ input: ConversionInput, to path: String) throws -> [String] {
        // What has no wire is told by its tracks, in their own names.
        let stretches = stretches(input)
        var (columns, notes) = try wire(input, stretches)
        if stretches.contains(where: { !$0.epoch.isExact }) {
            let (more, faults) = try tracks(input) { !$0.isExact }
            columns += more
            notes += faults
            if stretches.contains(where: \.epoch.isExact) {
                notes.append("\(path): spans without a wire are told by their tracks, as vigie_ series")
            }
        }
        var families: [String: [Int]] = [:]
        for (index, column) in columns.enumerated() {
            families[String(column.text.prefix { $0 != "{" }), default: []].append(index)
        }
        let file = try ExportFile(path)
        var samples = 0
        for family in families.keys.sorted() {
            for index in families[family]! {
                let column = columns[index]
                for (time, value) in zip(column.times, column.values) {
                    try file.append("\(column.text) \(number(value)) \(seconds(time))\n")
                    samples += 1
                }
            }
        }
        try file.append("# EOF\n")
        try file.finish()
        return ["\(path): \(Plural.counted(samples, "sample")) of \(columns.count) series"] + notes
            + (input.anonymiser?.report ?? [])
    }

    /// A span, whose it is, and where it stands: of what two have the one with the higher rank counts, as on the screen.
    private struct Stretch {
        let reader: RecordingReader
        let row: SpanRow
        let epoch: Epoch
        let rank: Int
        /// The one GPU that is meant; nil means all.
        let only: SelectedGPU?
    }

    /// The spans of the window, recording by recording in the order in which they began.
    private static func stretches(_ input: ConversionInput) -> [Stretch] {
        var all: [Stretch] = []
        for reader in input.readers {
            let epochs = Dictionary(reader.epochs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for row in input.spans(reader) {
                guard let epoch = epochs[row.epoch] else { continue }
                let only = input.gpu(epoch).map { SelectedGPU($0, epoch.topology) }
                all.append(Stretch(reader: reader, row: row, epoch: epoch, rank: all.count, only: only))
            }
        }
        return all
    }

    /// - Returns: the series, and what of them could not be written, in sentences.
    private static func wire(_ input: ConversionInput, _ stretches: [Stretch]) throws -> (
        [SampleColumn], notes: [String]
    ) {
        var series = WireSeries(limit: sampleLimit, targets: input.epochs.flatMap(\.targets)), notes: [String] = [],
            twice = 0
        for group in overlapping(stretches) {
            series.beginSpan()
            var scrapes: [(scrape: WireScrape, of: Stretch)] = []
            for stretch in group where stretch.epoch.isExact {
                // Recorded again, as a clock was set back or by another recorder.
                let later = group.filter { $0.rank > stretch.rank }.map(\.row)
                let wanted = input.targets(stretch.epoch)
                let (readable, faults) = try stretch.reader.readableScrapes(of: stretch.row)
                notes += faults
                for scrape in readable
                where scrape.failure == nil && wanted.contains(scrape.target) && scrape.time >= input.from
                    && scrape.time < input.to
                {
                    if later.contains(where: { $0.start <= scrape.time && scrape.time < $0.end }) {
                        twice += scrape.values.count
                    } else {
                        scrapes.append((scrape, stretch))
                    }
                }
            }
            if group.count > 1 { scrapes.sort { $0.scrape.time < $1.scrape.time } }
            for (scrape, stretch) in scrapes {
                let target = stretch.epoch.targets[scrape.target]
                try series.take(scrape, of: target, stretch.reader, only: stretch.only)
            }
        }
        if twice > 0 { notes.append("\(Plural.counted(twice, "sample")) recorded again: the later are taken") }
        return (series.columns, notes + series.notes)
    }

    /// In order of time; those that overlap together.
    private static func overlapping(_ stretches: [Stretch]) -> [[Stretch]] {
        var groups: [[Stretch]] = [], end: Timestamp?
        for stretch in stretches.sorted(by: { ($0.row.start, $0.rank) < ($1.row.start, $1.rank) }) {
            if let last = end, stretch.row.start < last {
                groups[groups.count - 1].append(stretch)
            } else {
                groups.append([stretch])
            }
            end = max(end ?? stretch.row.end, stretch.row.end)
        }
        return groups
    }

    /// Without a wire: the tracks under their canonical names.
    private static func tracks(_ input: ConversionInput, where isMeant: (Epoch) -> Bool) throws -> (
        [SampleColumn], [String]
    ) {
        var columns: [String: SampleColumn] = [:], samples = 0
        let faults = try TrackWalk.each(input, where: isMeant) { snapshot, metric, place, value in
            let topology = snapshot.topology
            let tray: Int, gpu: String
            switch place {
            case .gpu(let index):
                tray = Int(topology.trayOfGPU[index])
                gpu = ",gpu=\"\(index - topology.trays[tray].gpus.lowerBound)\""
            case .tray(let index): (tray, gpu) = (index, "")
            default: return
            }
            let rack = topology.racks[topology.trays[tray].rack].name
            let name = "vigie_" + snapshot.catalogue[metric].name
            let text =
                "\(name){instance=\"\(escaped(topology.trays[tray].host))\",rack=\"\(escaped(rack))\",tray=\"\(topology.trays[tray].number)\"\(gpu)}"
            samples += 1
            guard samples <= sampleLimit else {
                throw UserError("more than \(sampleLimit) samples; cut the window with --from, --to or --select")
            }
            columns[text, default: SampleColumn(text: text)].times.append(snapshot.moment.milliseconds)
            columns[text]!.values.append(Double(value))
        }
        return (columns.keys.sorted().map { columns[$0]! }, faults)
    }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\n", with: "\\n")
    }

    static func number(_ value: Double) -> String {
        value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : "\(value)"
    }

    /// Seconds with three decimals.
    static func seconds(_ milliseconds: Int64) -> String {
        let sign = milliseconds < 0 ? "-" : "", magnitude = milliseconds.magnitude
        let rest = "\(magnitude % 1000)"
        return "\(sign)\(magnitude / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
