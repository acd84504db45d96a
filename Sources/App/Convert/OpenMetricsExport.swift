// A recording as OpenMetrics text with timestamps, family by family (unsafe: lends label blocks to the parser): what
// `promtool tsdb create-blocks-from openmetrics` reads.

import Exposition
import Foundation
import Recording
import Telemetry

enum OpenMetricsExport {
    /// Numbers held at once; a larger window has to be cut.
    static let sampleLimit = 60_000_000

    /// One series of one target over the window.
    private struct Column {
        let text: String
        var times: [Int64] = []
        var values: [Double] = []
    }

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
        return ["\(path): \(samples) samples of \(columns.count) series"] + notes + (input.anonymiser?.report ?? [])
    }

    /// - Returns: the series, and what of them could not be written, in sentences.
    private static func wire(_ input: ConversionInput) throws -> ([Column], notes: [String]) {
        var columns: [Column] = [], numbers: [String: Int] = [:], samples = 0, again = 0
        var notes: [String] = [], unknown = Set<Int>()
        for row in input.spans {
            guard let epoch = input.epoch(row), epoch.isExact else { continue }
            let wanted = input.targets(epoch)
            var ofLayout: [Int: [Int]] = [:]
            let scrapes: [WireScrape]
            do { scrapes = try input.reader.scrapes(of: row) } catch {
                guard error.kind == .damaged else { throw error }
                notes.append(error.description)
                continue
            }
            for scrape in scrapes
            where scrape.failure == nil && wanted.contains(scrape.target) && scrape.time >= input.from
                && scrape.time < input.to
            {
                if ofLayout[scrape.layout] == nil {
                    guard let table = try input.reader.table(scrape.layout) else {
                        unknown.insert(scrape.layout)
                        continue
                    }
                    let instance = instance(epoch.targets[scrape.target])
                    ofLayout[scrape.layout] = texts(table, instance).map { text in
                        if let known = numbers[text] { return known }
                        numbers[text] = columns.count
                        columns.append(Column(text: text))
                        return columns.count - 1
                    }
                }
                let indices = ofLayout[scrape.layout]!, stamps = scrape.timestamps
                samples += indices.count
                guard samples <= sampleLimit else {
                    throw UserError("more than \(sampleLimit) samples; cut the window with --from, --to or --select")
                }
                for (series, value) in zip(indices.indices, scrape.values) {
                    let stamp = stamps.map { $0[series] } ?? PageValues.noTimestamp
                    let time = stamp == PageValues.noTimestamp ? scrape.time.milliseconds : stamp
                    // A sample that an exporter repeats with its own timestamp is one sample.
                    if let last = columns[indices[series]].times.last, last >= time {
                        if last > time || stamp == PageValues.noTimestamp { again += 1 }
                        continue
                    }
                    columns[indices[series]].times.append(time)
                    columns[indices[series]].values.append(value)
                }
            }
        }
        if !unknown.isEmpty {
            notes.append("\(unknown.count) layouts are missing or damaged: their pages are left out")
        }
        if again > 0 { notes.append("\(again) samples left out: their time lies before that of an earlier one") }
        return (columns, notes)
    }

    /// Without a wire: the tracks under their canonical names.
    private static func tracks(_ input: ConversionInput, where isMeant: (Epoch) -> Bool) throws -> ([Column], [String])
    {
        var columns: [String: Column] = [:], samples = 0
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
            columns[text, default: Column(text: text)].times.append(snapshot.moment.milliseconds)
            columns[text]!.values.append(Double(value))
        }
        return (columns.keys.sorted().map { columns[$0]! }, faults)
    }

    /// `name{labels}` of every series, with an instance: two hosts' `node_load1` are two series.
    private static func texts(_ table: SeriesTable, _ instance: String) -> [String] {
        table.series.parts.flatMap { part in
            part.range.map { index -> String in
                let series = part.block.series[index]
                let printed =
                    index < part.block.printed.count ? part.block.printed[index] : (series.name, series.labels)
                var labels = printed.1
                while let last = labels.last, last == "," || last == " " { labels.removeLast() }
                let own = Array(labels.utf8).withUnsafeBytes { Labels.parse($0).contains { $0.name == "instance" } }
                let added = own ? "" : (labels.isEmpty ? "" : ",") + "instance=\"\(escaped(instance))\""
                return "\(printed.0){\(labels)\(added)}"
            }
        }
    }

    private static func instance(_ target: TargetDescription) -> String {
        guard let scheme = target.url.range(of: "://") else { return target.address }
        let authority = target.url[scheme.upperBound...].prefix { $0 != "/" }
        return authority.contains(":") ? String(authority) : target.labels["host"] ?? target.address
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
