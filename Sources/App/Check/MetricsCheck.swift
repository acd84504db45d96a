// `vigie check metrics`: pages read strictly, every fault with its place, counts and sums for scripts (unsafe: lends bytes).

import Exposition
import Screen

/// Checks files and says how it ended: 0 fine, 1 a page is bad, 2 a file cannot be read.
public struct MetricsCheck {
    /// How to choose a page's grammar.
    public enum Grammar: String, CaseIterable, Sendable { case auto, prometheus, openmetrics }
    /// Of the reports; faults are lines in any case.
    public enum Format: String, CaseIterable, Sendable { case text, json, csv }

    /// By name and last line of each file unless said.
    public var grammar = Grammar.auto
    /// Of `Result.output`.
    public var format = Format.text
    /// The bounds of a scrape; nil lifts them all.
    public var limits: PageLimits? = PageLimits()

    /// Text, default limits, the grammar by each file.
    public init() {}

    /// What a run says.
    public struct Result: Sendable {
        /// One report a file, for standard output.
        public var output = ""
        /// `file:line:column: reason`, warnings among them, for standard error.
        public var errors: [String] = []
        /// The exit code: 0 fine, 1 a page is bad, 2 a file can not be read.
        public var code: Int32 = 0

        /// Nothing checked, nothing wrong.
        public init() {}
    }

    /// Reads every file, however bad the one before; a name may end in `.gz` or `.zst`.
    public func run(_ files: [String]) -> Result {
        var result = Result()
        var reports: [(file: String, report: PageReport)] = []
        for file in files {
            let name = Self.clean(file)
            let bounds = limits ?? .lifted
            do throws(CheckedFile.Failure) {
                let page = try CheckedFile.read(file, limitBytes: bounds.pageBytes)
                let report = page.withUnsafeBytes { bytes in
                    PageReport.check(bytes, self.grammar(of: file, bytes), limits: bounds)
                }
                if report.badLines > 0 || !report.faults.isEmpty { result.code = max(result.code, 1) }
                result.errors += Self.errors(name, report)
                reports.append((name, report))
            } catch {
                let (code, reason) = Self.words(error)
                result.code = max(result.code, code)
                result.errors.append("\(name):1:1: \(reason)")
            }
        }
        result.output = MetricsCheckOutput.write(reports, format)
        return result
    }

    private func grammar(of file: String, _ page: UnsafeRawBufferPointer) -> PageGrammar {
        switch grammar {
        case .prometheus: return .prometheus
        case .openmetrics: return .openmetrics
        case .auto: return Self.grammar(named: file, page)
        }
    }

    /// The extension first; other names are OpenMetrics if their last line is `# EOF`.
    static func grammar(named file: String, _ page: UnsafeRawBufferPointer) -> PageGrammar {
        var name = file
        for packing in [".gz", ".zst"] where name.hasSuffix(packing) { name.removeLast(packing.utf8.count) }
        if name.hasSuffix(".om") { return .openmetrics }
        if name.hasSuffix(".prom") { return .prometheus }
        var end = page.count
        if end > 0, page[end - 1] == 0x0A { end -= 1 }
        let isOpenMetrics =
            end >= 5 && page[end - 5..<end].elementsEqual("# EOF".utf8) && (end == 5 || page[end - 6] == 0x0A)
        return isOpenMetrics ? .openmetrics : .prometheus
    }

    private static func errors(_ name: String, _ report: PageReport) -> [String] {
        var errors = report.faults.map { "\(name):\($0.line):\($0.column): \($0.reason.rawValue)" }
        if report.badLines > report.faults.count {
            errors.append("\(name): and \(report.badLines - report.faults.count) more bad lines")
        }
        errors += report.deviations.map { "\(name):\($0.line):\($0.column): warning: \($0.reason.rawValue)" }
        if report.deviationCount > report.deviations.count {
            errors.append("\(name): and \(report.deviationCount - report.deviations.count) more warnings")
        }
        return errors
    }

    private static func words(_ failure: CheckedFile.Failure) -> (code: Int32, reason: String) {
        switch failure {
        case .unreadable(let why): (2, why)
        case .tooLarge(let limit): (1, "page larger than \(limit >> 20) MiB; --no-limits reads it all the same")
        case .damaged(let why): (1, why)
        }
    }

    /// A file name may hold anything.
    private static func clean(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        out.append(contentsOf: Sanitiser.columns(of: text))
        return String(out)
    }
}
