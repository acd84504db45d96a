// What of a span can not be read, in words.

import Storage
import Telemetry

extension RecordingReader {
    /// Reads everything of a span; empty if all of it is as it was written.
    func faults(in row: SpanRow) -> [String] {
        lock.lock()
        defer { lock.unlock() }
        var faults: [String] = []
        func attempt(_ body: () throws(RecordingError) -> Void) {
            do throws(RecordingError) { try body() } catch { faults.append(error.description) }
        }
        var span: LoadedSpan?
        attempt { () throws(RecordingError) in span = try load(row) }
        guard let span else { return faults }
        attempt { () throws(RecordingError) in _ = try span.state(at: row.slots - 1) }
        attempt { () throws(RecordingError) in _ = try span.hall() }
        attempt { () throws(RecordingError) in try span.verifyValues() }
        attempt { () throws(RecordingError) in _ = try span.board(at: row.slots - 1) }
        guard epochsByID[row.epoch]?.isExact == true else { return faults }
        attempt { () throws(RecordingError) in _ = try scrapes(of: row) }
        return faults
    }

    /// Series of the newest layout of each target.
    func seriesCount() -> Int {
        lock.lock()
        defer { lock.unlock() }
        guard let epoch = epochsByID.keys.max(),
            let statement = try? file.database.statement(
                "SELECT max(id) FROM layout WHERE epoch = ? GROUP BY target"
            ).bind(1, epoch)
        else { return 0 }
        var layouts: [Int] = []
        while (try? statement.step()) == true { layouts.append(Int(statement.integer(0))) }
        statement.reset()
        return layouts.reduce(0) { $0 + ((try? table($1))??.series.count ?? 0) }
    }
}
