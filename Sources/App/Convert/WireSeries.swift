// The series of a recorded wire, collected scrape by scrape (unsafe: lends label blocks to the parser). What is the same series is decided by
// its text; what is left out is counted.

import Exposition
import Recording
import Telemetry

/// All samples of an export, by series.
struct WireSeries {
    private(set) var columns: [SampleColumn] = []
    private let limit: Int
    /// Instances of which several pages are recorded: each says which it is, and a reader keeps them apart.
    private let shared: Set<String>
    private var numbers: [String: Int] = [:]
    /// The page that a series' text belongs to.
    private var owners: [String: String] = [:]
    /// A layout and whose it is: every recording numbers its own.
    private struct LayoutKey: Hashable {
        let reader: ObjectIdentifier
        let layout: Int
    }

    /// Which of a layout's values are meant, and the series of each, in this span.
    private var ofLayout: [LayoutKey: [(value: Int, series: Int)]] = [:]
    private var unknown = Set<LayoutKey>()
    private var samples = 0, again = 0

    /// - Parameters:
    ///   - limit: samples at most.
    ///   - targets: of all epochs.
    init(limit: Int, targets: [TargetDescription]) {
        self.limit = limit
        let pages = Dictionary(grouping: targets, by: Self.instance).mapValues { Set($0.map(\.page)).count }
        shared = Set(pages.filter { $0.value > 1 }.keys)
    }

    mutating func beginSpan() { ofLayout = [:] }

    /// - Parameter only: the one GPU whose series are meant; nil takes all.
    mutating func take(
        _ scrape: WireScrape, of target: TargetDescription, _ reader: RecordingReader, only: SelectedGPU? = nil
    ) throws {
        let key = LayoutKey(reader: ObjectIdentifier(reader), layout: scrape.layout)
        if ofLayout[key] == nil {
            guard let table = try reader.table(scrape.layout) else {
                unknown.insert(key)
                return
            }
            let instance = Self.instance(target)
            let texts = Self.texts(table, instance, page: shared.contains(instance) ? target.page : nil)
            ofLayout[key] = texts.indices.filter { only?.holds(table.series[$0], of: table) ?? true }.map {
                ($0, number(texts[$0], target))
            }
        }
        let meant = ofLayout[key]!, stamps = scrape.timestamps
        samples += meant.count
        guard samples <= limit else {
            throw UserError("more than \(limit) samples; cut the window with --from, --to or --select")
        }
        for (index, series) in meant where index < scrape.values.count {
            let stamp = stamps.map { $0[index] } ?? PageValues.noTimestamp
            let time = stamp == PageValues.noTimestamp ? scrape.time.milliseconds : stamp
            // A sample that an exporter repeats with its own timestamp is one sample.
            if let last = columns[series].times.last, last >= time {
                if last > time || stamp == PageValues.noTimestamp { again += 1 }
                continue
            }
            columns[series].times.append(time)
            columns[series].values.append(scrape.values[index])
        }
    }

    /// What is left out, in sentences.
    var notes: [String] {
        var notes: [String] = []
        if !unknown.isEmpty {
            notes.append(
                "\(Plural.counted(unknown.count, "layout")) missing or damaged: pages of that shape are left out")
        }
        if again > 0 {
            notes.append("\(Plural.counted(again, "sample")) left out, of a time before that of an earlier one")
        }
        return notes
    }

    private mutating func number(_ text: String, _ target: TargetDescription) -> Int {
        var text = text
        // Pages of one address that say the same of different hosts are different series.
        if let owner = owners[text], owner != target.url, !text.contains(",\(InstanceLabel.pageLabel)=\"") {
            text = text.dropLast() + ",\(InstanceLabel.pageLabel)=\"\(OpenMetricsExport.escaped(target.page))\"}"
        }
        owners[text] = target.url
        if let known = numbers[text] { return known }
        numbers[text] = columns.count
        columns.append(SampleColumn(text: text))
        return columns.count - 1
    }

    /// `name{labels}` of every series, with an instance: two hosts' `node_load1` are two series.
    private static func texts(_ table: SeriesTable, _ instance: String, page: String?) -> [String] {
        let page = page.map { ",\(InstanceLabel.pageLabel)=\"\(OpenMetricsExport.escaped($0))\"" } ?? ""
        return table.series.parts.flatMap { part in
            part.range.map { index -> String in
                let series = part.block.series[index]
                let printed =
                    index < part.block.printed.count ? part.block.printed[index] : (series.name, series.labels)
                var labels = printed.1
                while let last = labels.last, last == "," || last == " " { labels.removeLast() }
                let own = Array(labels.utf8).withUnsafeBytes { Labels.parse($0).contains { $0.name == "instance" } }
                let added =
                    own
                    ? "" : (labels.isEmpty ? "" : ",") + "instance=\"\(OpenMetricsExport.escaped(instance))\"" + page
                return "\(printed.0){\(labels)\(added)}"
            }
        }
    }

    private static func instance(_ target: TargetDescription) -> String {
        guard let scheme = target.url.range(of: "://") else { return target.address }
        let authority = target.url[scheme.upperBound...].prefix { $0 != "/" }
        return authority.contains(":") ? String(authority) : target.labels["host"] ?? target.address
    }
}
