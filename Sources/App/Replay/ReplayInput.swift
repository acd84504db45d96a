// What can be replayed and converted: recordings as they are, recorded text by way of a recording.

import Alerting
import Foundation
import Glibc
import Recording

enum ReplayInput {
    /// Several recordings join in time; text files become one recording in memory, and so does each CSV.
    ///
    /// - Parameters:
    ///   - rules: what the alarms of text follow; a recording has its own and asks for none.
    ///   - anonymiser: gives other names to what is in any of them.
    ///   - isForgiving: of several recordings those that can not be read are faults, and the others are shown.
    static func open(
        _ paths: [String], _ rules: @autoclosure () -> RuleBook = RuleFiles.standard,
        renaming anonymiser: Anonymiser? = nil, isForgiving: Bool = false
    ) throws(UserError) -> RecordingSet {
        guard !paths.isEmpty else { throw UserError("no recording; write `vigie replay FILE`") }
        var recordings = paths.filter { isRecording($0) }, kept: [RecordingFile] = [], report = TextReport()
        let others = paths.filter { !isRecording($0) }
        let pages = others.filter { !CSVFile.isMeant($0) }
        for texts in others.filter(CSVFile.isMeant).map({ [$0] }) + (pages.isEmpty ? [] : [pages]) {
            let (keeper, told) = try imported(texts, rules())
            recordings.append(keeper.path)
            kept.append(keeper)
            report.losses += told.losses
            report.notes += told.notes
        }
        // Before anybody opens them.
        report.notes += recordings.compactMap { LogCheck.fault(of: $0) }
        return try RecordingSet(
            recordings, keeping: kept, imported: report, renaming: anonymiser, isForgiving: isForgiving)
    }

    /// An SQLite file by its first bytes; whether it is one of ours is for the reader to say.
    static func isRecording(_ path: String) -> Bool {
        var status = stat()
        // What is not there is reported by the reader of recordings.
        guard stat(path, &status) == 0 else { return true }
        // Pipes are read once, and only as text.
        guard status.st_mode & S_IFMT == S_IFREG, let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 15)) == Data("SQLite format 3".utf8)
    }

    /// Text as a recording in memory, which lives as long as the returned connection; and what could not be read of it.
    static func imported(_ paths: [String], _ rules: RuleBook) throws(UserError) -> (
        keeper: RecordingFile, report: TextReport
    ) {
        let path = RecordingFile.inMemory("text-\(UUID().uuidString)")
        do {
            let keeper = try RecordingFile(path, .write(group: nil))
            let isCSV = paths.count == 1 && CSVFile.isMeant(paths[0])
            let report =
                isCSV
                ? TextReport(losses: try CSVImport.run(paths[0], to: path))
                : try TextImport.run(paths, to: path, rules: rules)
            return (keeper, report)
        } catch let error as UserError {
            throw error
        } catch { throw UserError("\(error)") }
    }
}
