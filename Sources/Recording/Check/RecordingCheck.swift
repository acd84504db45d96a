// Every stored part of a recording read and tested against its checksum. It repairs nothing and changes nothing.

import Foundation
import Storage
import Telemetry

/// Reads all of a recording and says what of it is whole.
public enum RecordingCheck {
    /// Faults that are told one by one.
    static let faultLimit = 200

    /// Leaves the folder as it was: where nobody writes the file, no other is made beside it.
    ///
    /// - Throws: only if the file is no recording, or can not be opened at all.
    public static func run(_ path: String, known: Catalogue) throws(RecordingError) -> RecordingReport {
        if let before = StillFile(path) {
            let result = Result { () throws(RecordingError) in try run(path, known: known, isStill: true) }
            // A recorder may have begun meanwhile: then it is read once more, as files are that somebody writes.
            if StillFile(path) == before { return try result.get() }
        }
        return try run(path, known: known, isStill: false)
    }

    private static func run(
        _ path: String, known: Catalogue, isStill: Bool
    ) throws(RecordingError) -> RecordingReport {
        var report = RecordingReport(path: path)
        report.bytes = ["", "-wal"].reduce(0) { sum, suffix in
            let size = try? FileManager.default.attributesOfItem(atPath: path + suffix)[.size] as? Int
            return sum + (size ?? 0)
        }
        // Before anybody opens the file, who might bring the log into it.
        if let fault = LogCheck.fault(of: path) { report.damaged.append(fault) }
        let reader = try RecordingReader(path, known: known, salvaging: true, isStill: isStill)
        for fault in reader.faults where !report.damaged.contains(fault) { report.damaged.append(fault) }
        let spans = reader.spans
        tables(reader.file, reader.epochs.map(\.id), &report)
        let readable = read(spans, reader, &report)
        let cover = SpanCover(spans)
        (report.gaps, report.overlaps) = (cover.gaps, cover.overlaps)
        report.stepsMs = Set(spans.compactMap { reader.epochsByID[$0.epoch]?.stepMs }).sorted()
        report.start = reader.extent?.start
        report.end = reader.extent?.end
        let newest = reader.epochs.last
        report.stepMs = newest?.stepMs ?? 0
        // A joined file may be exact in part: what has no wire is not counted beside what has.
        let kinds = Set(spans.compactMap { reader.epochsByID[$0.epoch]?.isExact } + [newest?.isExact ?? false])
        report.isExact = kinds.contains(true)
        report.isMixed = kinds.count > 1
        report.entities = reader.epochs.map { $0.topology.gpuCount + $0.topology.trays.count }.max() ?? 0
        let wire = spans.reduce(0) { $0 + $1.wireSamples }
        report.samples = wire > 0 ? wire : spans.reduce(0) { $0 + $1.samples }
        report.samplesReadable = wire > 0 ? readable.wire : readable.tracks
        count(reader, &report)
        return report
    }

    /// Rows and pages: what stands beside the compressed parts, and what holds them together.
    private static func tables(_ file: RecordingFile, _ epochs: [Int64], _ report: inout RecordingReport) {
        do throws(RecordingError) {
            report.damaged += try file.damagedRows(limit: 20)
            for epoch in epochs {
                if let lost = try file.lostWords(ofEpoch: epoch) { report.damaged.append(lost) }
            }
            report.damaged += try file.damagedPages(limit: 5)
        } catch { if !report.damaged.contains(error.description) { report.damaged.append(error.description) } }
    }

    /// - Returns: values that can be read.
    private static func read(
        _ spans: [SpanRow], _ reader: RecordingReader, _ report: inout RecordingReport
    ) -> (wire: Int, tracks: Int) {
        var sum = (wire: 0, tracks: 0), unlisted = 0, told = Set(report.damaged)
        for row in spans {
            report.slots += row.slots
            report.spanMs += Int64(row.slots) * (reader.epochsByID[row.epoch]?.stepMs ?? 0)
            let faults = reader.faults(in: row)
            let readable = faults.isEmpty ? (row.wireSamples, row.samples) : reader.readableSamples(of: row)
            sum = (sum.wire + readable.0, sum.tracks + readable.1)
            for fault in faults where told.insert(fault).inserted {
                if told.count > faultLimit { unlisted += 1 } else { report.damaged.append(fault) }
            }
        }
        if unlisted > 0 {
            report.damaged.append("\(report.path): \(Plural.counted(unlisted, "more part")) can not be read")
        }
        return sum
    }

    private static func count(_ reader: RecordingReader, _ report: inout RecordingReport) {
        let database = reader.file.database
        func number(_ sql: String) -> Int {
            do throws(RecordingError) { return Int(try database.integer(sql) ?? 0) } catch {
                if !report.damaged.contains(error.description) { report.damaged.append(error.description) }
                return 0
            }
        }
        report.events = number("SELECT count(*) FROM event")
        report.bookmarks = number("SELECT count(*) FROM bookmark")
        for table in ["event", "bookmark"] {
            if let lost = (try? reader.file.lostRows(table)) ?? nil { report.damaged.append(lost) }
        }
        if report.isExact {
            report.series = reader.seriesCount()
        } else if let last = reader.spans.last, let epoch = reader.epochsByID[last.epoch] {
            report.series = ColumnPlan(last.columns, topology: epoch.topology, catalogue: epoch.catalogue).count
        }
    }
}
