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
        var (columns, notes) = try wire(input)
        let exact = Set(input.spans.filter { input.epoch($0)?.isExact == true }.map(\.epoch))
        if input.spans.contains(where: { !exact.contains($0.epoch) }) {
            let (more, faults) = try tracks(input) { !exact.contains($0.id) }
            columns += more
            notes += faults
            if !exact.isEmpty {
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

    /// - Returns: the series, and what of them could not be written, in sentences.
    private static func wire(_ input: ConversionInput) throws -> ([SampleColumn], notes: [String]) {
        var series = WireSeries(limit: sampleLimit, targets: input.reader.epochs.flatMap(\.targets)),
            notes: [String] = [], twice = 0
        var selected: [Int64: SelectedGPU] = [:]
        for epoch in input.reader.epochs {
            selected[epoch.id] = input.gpu(epoch).map { SelectedGPU($0, epoch.topology) }
        }
        for spans in overlapping(input.spans) {
            series.beginSpan()
            var scrapes: [(scrape: WireScrape, epoch: Epoch)] = []
            for row in spans {
                guard let epoch = input.epoch(row), epoch.isExact else { continue }
                // Recorded again, as a clock was set back: the later recording counts, as on the screen.
                let later = spans.filter { $0.id > row.id }
                let wanted = input.targets(epoch)
                let (readable, faults) = try input.reader.readableScrapes(of: row)
                notes += faults
                for scrape in readable
                where scrape.failure == nil && wanted.contains(scrape.target) && scrape.time >= input.from
                    && scrape.time < input.to
                {
                    if later.contains(where: { $0.start <= scrape.time && scrape.time < $0.end }) {
                        twice += scrape.values.count
                    } else {
                        scrapes.append((scrape, epoch))
                    }
                }
            }
            if spans.count > 1 { scrapes.sort { $0.scrape.time < $1.scrape.time } }
            for (scrape, epoch) in scrapes {
                try series.take(scrape, of: epoch.targets[scrape.target], input.reader, only: selected[epoch.id])
            }
        }
        if twice > 0 {
            notes.append(
                "\(Plural.counted(twice, "sample")) recorded again, as a clock was set back: the later recording is taken"
            )
        }
        return (series.columns, notes + series.notes)
    }

    /// Spans in order of time; those that overlap, as a clock was set back, together.
    private static func overlapping(_ spans: [SpanRow]) -> [[SpanRow]] {
        var groups: [[SpanRow]] = [], end: Timestamp?
        for row in spans.sorted(by: { ($0.start, $0.id) < ($1.start, $1.id) }) {
            if let last = end, row.start < last {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
            end = max(end ?? row.end, row.end)
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
