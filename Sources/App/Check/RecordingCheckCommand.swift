// `vigie check recording`: the report as text, JSON or CSV.

import Foundation
import Recording
import Telemetry

/// Reads recordings through, part by part.
public struct RecordingCheckCommand: Sendable {
    /// Of the reports; faults are lines in any case.
    public enum Format: String, CaseIterable, Sendable { case text, json, csv }

    /// Of the printed reports.
    public var format = Format.text
    /// A new file for what can be read; nil repairs nothing.
    public var repair: String?

    /// Text, and no repair.
    public init() {}

    /// - Returns: what to print, the faults, and the exit code: 1 if a part is damaged.
    public func run(_ paths: [String]) throws(UserError) -> (output: String, errors: [String], code: Int32) {
        var reports: [RecordingReport] = []
        var errors: [String] = []
        guard repair == nil || paths.count == 1 else { throw UserError("--repair takes one recording at a time") }
        for path in paths {
            if let packed = PackedRecording.fault(of: path) { throw UserError(packed) }
            do throws(RecordingError) { reports.append(try RecordingCheck.run(path, known: .standard)) } catch {
                guard error.kind == .damaged else { throw UserError(error.description) }
                var report = RecordingReport(path: path)
                report.damaged = [error.description]
                reports.append(report)
            }
        }
        errors += reports.flatMap(\.damaged)
        if let repair, let path = paths.first {
            guard !FileManager.default.fileExists(atPath: repair) else {
                throw UserError("\(repair): is there already; --repair writes a new file")
            }
            do {
                let judge = try BoardJudge([])
                let (slots, left) = try Conversion.unfinished(repair) {
                    try TrackRebuild.run(path, to: repair, known: .standard) { judge.board(of: $0, recorded: $1) }
                }
                errors += left.filter { !errors.contains($0) } + [BoardJudge.words(repair, [judge])].compactMap { $0 }
                errors.append("\(repair): \(Plural.counted(slots, "slot")) saved")
            } catch { throw UserError("\(error)") }
        }
        let code: Int32 = reports.contains { !$0.damaged.isEmpty } ? 1 : 0
        return (render(reports), errors, code)
    }

    private func render(_ reports: [RecordingReport]) -> String {
        switch format {
        case .text: return reports.map(text).joined()
        case .json:
            let objects = reports.map(Self.object)
            let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            guard let data = try? JSONSerialization.data(withJSONObject: objects, options: options) else {
                return "[]\n"
            }
            return String(decoding: data, as: UTF8.self) + "\n"
        case .csv:
            return "file,span_s,step_s,samples,series,bytes,events,damaged,samples_readable\n"
                + reports.map {
                    "\($0.path),\(Double($0.spanMs) / 1000),\(Double($0.stepMs) / 1000),\($0.samples),\($0.series),\($0.bytes),\($0.events),\($0.damaged.count),\($0.samplesReadable)\n"
                }.joined()
        }
    }

    private static func object(_ report: RecordingReport) -> [String: Any] {
        [
            "file": report.path, "span_s": Double(report.spanMs) / 1000, "step_s": Double(report.stepMs) / 1000,
            "slots": report.slots, "samples": report.samples, "series": report.series, "bytes": report.bytes,
            "events": report.events, "bookmarks": report.bookmarks, "entities": report.entities,
            "precision": precision(report).map { $0 as Any } ?? NSNull(), "gaps": report.gaps.count,
            "damaged": report.damaged.count, "samples_readable": report.samplesReadable,
            "bytes_per_sample": report.samples > 0
                ? Double(report.bytes) / Double(report.samples) as Any : NSNull(),
            "start": report.start.map { words($0) as Any } ?? NSNull(),
            "end": report.end.map { words($0) as Any } ?? NSNull(),
        ]
    }

    private static func words(_ time: Timestamp) -> String {
        let civil = CivilTime(time)
        return "\(civil.date)T\(civil.clock)Z"
    }

    /// nil where no slot was ever recorded: nobody said how.
    private static func precision(_ report: RecordingReport) -> String? {
        report.stepMs == 0 ? nil : report.isMixed ? "mixed" : report.isExact ? "exact" : "declared"
    }

    /// `60.0 s in 60 slots of 1.0 s`
    private static func span(_ report: RecordingReport) -> String {
        guard report.slots > 0 else { return report.damaged.isEmpty ? "nothing: no slot was closed" : "nothing" }
        let steps = report.stepsMs.map { "\(Double($0) / 1000)" }.joined(separator: " and ")
        return "\(Double(report.spanMs) / 1000) s in \(Plural.counted(report.slots, "slot")) of \(steps) s"
    }

    /// What the spans name, and what of it is there.
    private static func samples(_ report: RecordingReport) -> String {
        report.samplesReadable == report.samples
            ? "\(report.samples)" : "\(report.samples), of which \(report.samplesReadable) can be read"
    }

    private func text(_ report: RecordingReport) -> String {
        let each = Double(report.bytes) / Double(max(1, report.samples))
        let kinds = [
            "exact": ", exact", "declared": ", declared precision", "mixed": ", in part exact, in part declared",
        ]
        let precision = Self.precision(report).flatMap { kinds[$0] } ?? ""
        var lines = [
            report.path,
            "  from       \(report.start.map(Self.words) ?? "-")", "  to         \(report.end.map(Self.words) ?? "-")",
            "  span       \(Self.span(report))",
            "  entities   \(report.entities)",
            "  series     \(report.series)\(precision)",
            "  samples    \(Self.samples(report))",
            "  bytes      \(report.bytes)" + (report.samples > 0 ? String(format: ", %.2f per sample", each) : ""),
            "  events     \(report.events), bookmarks \(report.bookmarks)",
        ]
        for gap in report.gaps.prefix(20) {
            lines.append("  gap        \(Self.words(gap.from)) to \(Self.words(gap.to))")
        }
        if report.gaps.count > 20 { lines.append("  gaps       \(report.gaps.count) in all") }
        for overlap in report.overlaps.prefix(20) {
            let stretch = "\(Self.words(overlap.from)) to \(Self.words(overlap.to))"
            lines.append("  twice      \(stretch): recorded again, the later is shown")
        }
        let mend = repair == nil ? "; --repair NEW saves what can be read" : ""
        lines.append(
            report.damaged.isEmpty
                ? "  fine" : "  damaged    \(Plural.counted(report.damaged.count, "part"))" + mend)
        return lines.joined(separator: "\n") + "\n"
    }
}
