// The bad lines of a CSV: all counted, the first ones kept.

/// What of a file could not be read.
struct CSVFaults {
    static let kept = 3

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
        return first + [count == 1 ? "\(path): 1 line left out" : "\(path): \(count) lines left out"]
    }
}
