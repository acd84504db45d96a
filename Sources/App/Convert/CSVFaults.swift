// The bad lines of a CSV: all counted, and as many kept as somebody mends in one go.

import Telemetry

/// What of a file could not be read.
struct CSVFaults {
    static let kept = 100

    private let path: String
    private(set) var count = 0
    private(set) var first: [String] = []

    init(_ path: String) { self.path = path }

    mutating func add(_ fault: CSVFault, line: Int) {
        count += 1
        if first.count < Self.kept { first.append("\(path):\(line):\(fault.column): \(fault.reason)") }
    }

    /// In sentences; empty if every line is good.
    var sentences: [String] {
        guard count > 0 else { return [] }
        let sum = "\(path): \(Plural.counted(count, "line")) left out"
        let more = count - first.count
        guard more > 0 else { return first + [sum] }
        return first + ["\(sum), \(more) of them not listed; mend those listed and convert again to see the others"]
    }
}
