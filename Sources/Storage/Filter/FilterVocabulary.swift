// The words a filter may use: fields, metrics of a catalogue by name or short name, and marks. It holds no values.

import Telemetry

/// What filters are parsed against.
public struct FilterVocabulary: Sendable {
    /// The metrics whose names, long and short, may stand in a filter.
    public let catalogue: Catalogue
    /// Words of the marks, in the order that `FilterSource.gpuMarks` numbers them; empty where marks are not known.
    public let marks: [String]
    /// Numbers of metrics are scores without a unit, such as deviations, whatever the metrics are measured in.
    public var areScores = false
    private let byWord: [String: [FilterField]]

    /// Where a metric's name is also a field's, the field wins.
    public init(catalogue: Catalogue, marks: [String] = []) {
        self.catalogue = catalogue
        self.marks = marks
        var byWord: [String: [FilterField]] = [:]
        for index in catalogue.metrics.indices {
            let metric = catalogue.metrics[index]
            for word in Set([Self.fold(metric.name), Self.fold(metric.short)]) {
                byWord[word, default: []].append(.metric(MetricID(index)))
            }
        }
        for (name, field) in FilterField.named { byWord[name] = [field] }
        self.byWord = byWord
    }

    /// Names for completion: places, attributes, then metrics by their stable names.
    public var fieldNames: [String] {
        FilterField.named.map(\.name).filter { $0 != "ns" && $0 != "path" } + catalogue.metrics.map(\.name)
    }

    /// The fields a word can mean: none, one, or several that share a short name.
    func fields(_ word: String) -> [FilterField] { byWord[Self.fold(word)] ?? [] }

    /// Known words close to a misspelt one, best first.
    func suggestions(for word: String) -> [String] {
        let folded = Self.fold(word)
        let near = byWord.keys.map { (Self.distance(folded, $0), $0) }.filter { $0.0 <= max(1, folded.utf8.count / 3) }
        return near.sorted { $0 < $1 }.prefix(3).map(\.1)
    }

    /// Lower case, with blanks, hyphens and dots as underscores: `PCIe tx` is `pcie_tx`.
    static func fold(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.lowercased().unicodeScalars.map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 }))
    }

    /// Edits between two words, a swap of neighbours being one; at most 64 bytes of each are looked at.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.utf8.prefix(64)), right = Array(right.utf8.prefix(64))
        var before = [Int](), row = Array(0...right.count)
        for i in left.indices {
            var next = [i + 1]
            for j in right.indices {
                var best = min(row[j + 1] + 1, next[j] + 1, row[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, before[j - 1] + 1)
                }
                next.append(best)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
