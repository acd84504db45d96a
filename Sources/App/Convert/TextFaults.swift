// The bad lines of a recorded text: all counted, the first of them kept with their places.

import Exposition
import Telemetry

/// What of a text is left out, line by line.
struct TextFaults {
    private(set) var count = 0
    private(set) var first: [LineFault] = []
    /// The first thing that OpenMetrics forbids, in a text of which no line is left out.
    private(set) var doubt: LineFault?
    /// Whether a text of OpenMetrics ends before its `# EOF`.
    var isCut = false

    /// - Parameter lines: how many stand before the log's first.
    mutating func add(_ log: FaultLog, after lines: Int) {
        count += log.count
        for fault in log.kept.prefix(FaultLog.limit - first.count) { first.append(Self.moved(fault, by: lines)) }
    }

    mutating func doubt(_ fault: LineFault, after lines: Int) {
        if doubt == nil, fault.reason != .missingEOF { doubt = Self.moved(fault, by: lines) }
    }

    /// What is left out, in sentences; empty if every line is read.
    func losses(_ path: String) -> [String] {
        guard count > 0 else { return [] }
        let sum = "\(path): \(Plural.counted(count, "line")) left out"
        return first.map { Self.words(path, $0) } + [
            count > first.count ? "\(sum), \(count - first.count) of them not listed" : sum
        ]
    }

    /// What is odd and costs nothing, in sentences.
    func notes(_ path: String) -> [String] {
        let forbidden = count > 0 ? nil : doubt.map { Self.words(path, $0) + "; every line is read all the same" }
        let cut = isCut ? "\(path): no '# EOF' at its end; if anything stood behind, it is not here" : nil
        return [forbidden, cut].compactMap { $0 }
    }

    private static func words(_ path: String, _ fault: LineFault) -> String {
        "\(path):\(fault.line):\(fault.column): \(fault.reason.rawValue)"
    }

    private static func moved(_ fault: LineFault, by lines: Int) -> LineFault {
        LineFault(line: fault.line + lines, column: fault.column, reason: fault.reason)
    }
}
