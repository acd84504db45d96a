// What a page's TYPE lines say of the few names whose meaning depends on it (unsafe: borrows heads). All others are not read.

import Exposition
import Telemetry

/// Gauge or counter, by exposition name. A value: it changes from line to line.
struct PageTypes: Hashable {
    private var kinds: [String: Metric.Kind] = [:]

    subscript(name: String) -> Metric.Kind? { kinds[name] }

    /// Reads the comments in front of a sample.
    ///
    /// - Returns: whether any of them is a TYPE line that matters.
    mutating func read(_ head: UnsafeRawBufferPointer, _ catalogue: Catalogue) -> Bool {
        var found = false
        for line in head.split(separator: 0x0A) where line.starts(with: [0x23]) {
            let words = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
            guard words.count == 4, words[0].count == 1, words[1].elementsEqual("TYPE".utf8) else { continue }
            let name = String(decoding: words[2], as: UTF8.self)
            guard Self.matter(name, catalogue) else { continue }
            kinds[name] = words[3].elementsEqual("counter".utf8) ? .counter : .gauge
            found = true
        }
        return found
    }

    /// Whether the meaning of this name depends on its type.
    static func matter(_ name: String, _ catalogue: Catalogue) -> Bool {
        catalogue.feeds(of: name).contains { $0.source.followsType }
    }
}
