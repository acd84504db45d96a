// What a strict reading found out about one page (unsafe: borrows it): counts that add up, the sum, and all that is wrong with it.

/// The outcome of checking a page.
public struct PageReport: Sendable {
    /// Something that the format forbids though a lenient reader shrugs: it costs no sample.
    public struct Deviation: Hashable, Sendable {
        /// 1 based.
        public let line: Int
        /// 1 based, in bytes; one behind the line's end for a line feed that is not there.
        public let column: Int
        /// Which rule of the format is broken.
        public let reason: Reason

        /// The rules that can be broken without costing a sample; the raw value is what people read.
        public enum Reason: String, Sendable {
            case noLineFeed = "last line without line feed"
            case carriageReturn = "line ends in a carriage return"
            case metadata = "TYPE and HELP need a name and a text"
            case type = "unknown metric type"
            case repeatedType = "second TYPE line for this name"
            case repeatedHelp = "second HELP line for this name"
            case lateType = "TYPE line after the name's first sample"
            case helpEncoding = "not valid UTF-8 in a comment"
            case escape = "unknown escape in a label value"
            case ungrouped = "lines of this family are not in one group"
            case repeatedSeries = "series given twice"
        }
    }

    /// Faults and deviations kept; all are counted.
    public static let limit = 1_000

    /// The grammar the page was held against, whatever it is written in.
    public let grammar: PageGrammar
    /// Every line is a sample, bad or skipped.
    public internal(set) var lines = 0
    /// Lines that are samples; 0 on a refused OpenMetrics page.
    public internal(set) var samples = 0
    /// Lines that could not be read. In OpenMetrics 1 at most: it ends the reading.
    public internal(set) var badLines = 0
    /// Comments, metadata and blank lines; on a refused OpenMetrics page every line but the bad one.
    public internal(set) var skippedLines = 0
    /// Families that metadata or samples name; 0 on a refused OpenMetrics page.
    public internal(set) var families = 0
    /// Always 0 in the text format, which has none.
    public internal(set) var exemplars = 0
    /// Left to right, in page order.
    public internal(set) var finiteSum = 0.0
    /// The first `limit` bad lines, and the place where samples become too many, which counts as no bad line.
    public internal(set) var faults: [LineFault] = []
    /// The first `limit`, as they were found; none in OpenMetrics, where each would be a fault.
    public internal(set) var deviations: [Deviation] = []
    /// All of them, kept or not.
    public internal(set) var deviationCount = 0

    init(grammar: PageGrammar) { self.grammar = grammar }

    mutating func add(_ fault: LineFault) {
        badLines += 1
        if faults.count < Self.limit { faults.append(fault) }
    }

    mutating func add(_ line: Int, _ column: Int, _ reason: Deviation.Reason) {
        deviationCount += 1
        if deviations.count < Self.limit {
            deviations.append(Deviation(line: line, column: column, reason: reason))
        }
    }

    /// Checks a page.
    ///
    /// - Parameter page: must outlive the call.
    public static func check(
        _ page: UnsafeRawBufferPointer, _ grammar: PageGrammar, limits: PageLimits = PageLimits()
    ) -> PageReport {
        switch grammar {
        case .prometheus:
            var audit = TextAudit(page, limits: limits)
            return audit.run()
        case .openmetrics: return openMetrics(page, limits)
        }
    }

    /// All or nothing: a refused page has no samples, and its lines after the fault were not looked at.
    private static func openMetrics(_ page: UnsafeRawBufferPointer, _ limits: PageLimits) -> PageReport {
        var report = PageReport(grammar: .openmetrics)
        var scanner = OpenMetricsScanner(page, limits: limits)
        while true {
            switch scanner.next() {
            case .end:
                report.lines = report.samples + report.skippedLines
                report.families = scanner.families
                report.exemplars = scanner.exemplars
                return report
            case .skipped: report.skippedLines += 1
            case .sample:
                report.samples += 1
                if scanner.value.isFinite { report.finiteSum += scanner.value }
            case .bad(let fault):
                report = PageReport(grammar: .openmetrics)
                report.lines = page.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } + (page.last ?? 0x0A == 0x0A ? 0 : 1)
                report.add(fault)
                report.skippedLines = max(0, report.lines - 1)
                return report
            }
        }
    }
}
