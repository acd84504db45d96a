// What a page's TYPE lines say of the few names whose meaning depends on it (unsafe: borrows heads). All others are not read.

import Exposition
import Glibc
import Telemetry

/// Gauge or counter, by exposition name. A value: it changes from line to line.
struct PageTypes: Hashable {
    /// How all exporters write it.
    private static let usual = Array("# TYPE ".utf8)
    private var kinds: [String: Metric.Kind] = [:]

    subscript(name: String) -> Metric.Kind? { kinds.isEmpty ? nil : kinds[name] }

    /// The names of a catalogue whose meaning depends on their type.
    static func names(_ catalogue: Catalogue) -> [String] {
        catalogue.metrics.flatMap(\.sources).filter(\.followsType).map(\.name)
    }

    /// Reads the comments in front of a sample.
    ///
    /// - Parameter names: those that matter.
    /// - Returns: whether any of the comments is a TYPE line that matters.
    mutating func read(_ head: UnsafeRawBufferPointer, _ names: [String]) -> Bool {
        guard !names.isEmpty, let base = head.baseAddress else { return false }
        var found = false, at = 0
        while let hash = memchr(base + at, 0x23, head.count - at) {
            let start = UnsafeRawPointer(hash) - base
            let end = memchr(base + start, 0x0A, head.count - start).map { UnsafeRawPointer($0) - base } ?? head.count
            var before = start
            while before > 0, head[before - 1] == 0x20 || head[before - 1] == 0x09 { before -= 1 }
            if before == 0 || head[before - 1] == 0x0A { found = line(head[start..<end], names) || found }
            at = end
        }
        return found
    }

    private mutating func line(_ line: Slice<UnsafeRawBufferPointer>, _ names: [String]) -> Bool {
        // Most lines are HELP, and told apart by one letter.
        guard line.count > 7, line[line.startIndex + 2] != 0x48 else { return false }
        if line.starts(with: Self.usual) {
            let rest = line.dropFirst(Self.usual.count)
            let end = rest.firstIndex(of: 0x20) ?? rest.endIndex
            let length = end - rest.startIndex
            guard names.contains(where: { $0.utf8.count == length && rest[..<end].elementsEqual($0.utf8) }) else {
                return false
            }
        }
        let words = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
        guard words.count == 4, words[0].count == 1, words[1].elementsEqual("TYPE".utf8),
            let name = names.first(where: { $0.utf8.count == words[2].count && words[2].elementsEqual($0.utf8) })
        else { return false }
        kinds[name] = words[3].elementsEqual("counter".utf8) ? .counter : .gauge
        return true
    }
}
