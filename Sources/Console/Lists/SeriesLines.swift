// Every series of a target's newest page as lines: value, name, labels, and what it feeds. Made when drawn: a page may have 50,000.

import Storage
import Telemetry

/// The series of one page that a filter leaves.
struct SeriesLines {
    let page: (table: SeriesTable, values: [Double])
    /// Indices into the page.
    let rows: [Int]
    private let catalogue: Catalogue

    /// - Parameter target: index into the snapshot's targets; nil if it never answered.
    init?(_ snapshot: Snapshot, target: Int, filter: Filter?, genericOnly: Bool = false) {
        guard snapshot.targets.indices.contains(target), let page = snapshot.series(ofTarget: target) else {
            return nil
        }
        self.page = page
        catalogue = snapshot.catalogue
        let count = min(page.table.series.count, page.values.count)
        var rows = Array(0..<count)
        // A GPU's links and instances show as one number elsewhere; here each has its line.
        if genericOnly {
            rows = rows.filter { page.table.series[$0].metric == nil || page.table.series[$0].sub != nil }
        }
        if genericOnly { rows = rows.filter { !page.table.series[$0].isDropped } }
        if let filter, !filter.isEmpty {
            rows = rows.filter { filter.matches(text: Self.spelled(page.table.series, $0)) }
        }
        self.rows = rows
    }

    /// With all labels that the page prints: those of series that feed a metric tell hosts apart, though nothing else needs them.
    static func spelled(_ list: SeriesList, _ index: Int) -> String {
        let series = list[index], printed = list.printed(at: index) ?? (series.name, series.labels)
        return printed.labels.isEmpty ? printed.name : "\(printed.name){\(printed.labels)}"
    }

    /// Value, series, and what becomes of it.
    func line(_ row: Int) -> (value: String, series: String, meaning: String) {
        let index = rows[row]
        let series = page.table.series[index]
        var meaning = ""
        if let metric = series.metric {
            meaning = catalogue[metric].name
            if series.gpu >= 0, catalogue[metric].entity == .gpu { meaning += " g\(series.gpu)" }
            if let sub = series.sub { meaning += " \(sub.name)" }
        } else if series.isDropped {
            meaning = "dropped by a rule"
        }
        return (Self.plain(page.values[index]), ordered(Self.spelled(page.table.series, index)), meaning)
    }

    /// Labels that say whose number it is come first: a line is cut at its end.
    private func ordered(_ text: String) -> String {
        guard let brace = text.firstIndex(of: "{"), text.last == "}" else { return text }
        let identity = catalogue.identity
        let first = identity.host + identity.instance + identity.gpu
        var labels: [Substring] = [], rest = text[text.index(after: brace)...].dropLast()
        while let end = rest.firstRange(of: "\",")?.lowerBound {
            labels.append(rest[...end])
            rest = rest[end...].dropFirst(2)
        }
        labels.append(rest)
        func isFirst(_ label: Substring) -> Bool { first.contains { label.hasPrefix($0 + "=") } }
        return text[...brace] + (labels.filter(isFirst) + labels.filter { !isFirst($0) }).joined(separator: ",") + "}"
    }

    static func plain(_ value: Double) -> String {
        if value.isNaN { return Absence(value) == .stale ? "stale" : "NaN" }
        if value != 0, value.magnitude < 0.0001 { return "\(value)" }
        return Figures.fixed(value, value.rounded() == value ? 0 : 4)
    }
}
