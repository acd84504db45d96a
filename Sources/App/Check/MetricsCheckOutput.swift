// Reports of checked pages as lines, JSON and CSV. Keys and columns are a contract: scripts read them.

import Exposition
import Foundation
import Telemetry

enum MetricsCheckOutput {
    static let keys = [
        "file", "grammar", "lines", "samples", "bad_lines", "skipped_lines", "families", "exemplars", "finite_sum",
    ]

    static func write(_ reports: [(file: String, report: PageReport)], _ format: MetricsCheck.Format) -> String {
        switch format {
        case .text: reports.map { line($0.file, $0.report) + "\n" }.joined()
        case .json: json(reports)
        case .csv:
            ([keys.joined(separator: ",")] + reports.map { cells($0.file, $0.report).joined(separator: ",") })
                .map { $0 + "\n" }.joined()
        }
    }

    private static func line(_ file: String, _ report: PageReport) -> String {
        "\(file): \(report.grammar.rawValue), \(Plural.counted(report.lines, "line")): "
            + "\(Plural.counted(report.samples, "sample")), \(report.badLines) bad, "
            + "\(report.skippedLines) skipped; \(Plural.counted(report.families, "family", "families")), "
            + "\(Plural.counted(report.exemplars, "exemplar")), "
            + "sum \(sum(report.finiteSum)), \(Plural.counted(report.deviationCount, "warning"))"
    }

    /// Always a list.
    private static func json(_ reports: [(file: String, report: PageReport)]) -> String {
        let objects = reports.map { file, report in
            let values = [
                quoted(file), quoted(report.grammar.rawValue), "\(report.lines)", "\(report.samples)",
                "\(report.badLines)", "\(report.skippedLines)", "\(report.families)", "\(report.exemplars)",
                sum(report.finiteSum),
            ]
            return "  {" + zip(keys, values).map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        }
        return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }

    private static func cells(_ file: String, _ report: PageReport) -> [String] {
        let needsQuotes = file.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
        return [
            needsQuotes ? "\"\(file.replacingOccurrences(of: "\"", with: "\"\""))\"" : file, report.grammar.rawValue,
            "\(report.lines)", "\(report.samples)", "\(report.badLines)", "\(report.skippedLines)",
            "\(report.families)", "\(report.exemplars)", sum(report.finiteSum),
        ]
    }

    /// Seventeen digits bring every bit back. Finite values may add up to no number: null.
    private static func sum(_ value: Double) -> String {
        value.isFinite ? String(format: "%.17g", value) : "null"
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
