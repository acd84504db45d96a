// The counts of a session's scrapes as one line of JSON, for measurements.

import Foundation

enum ScrapeLog {
    static func write(_ counts: (succeeded: Int, failed: Int, missed: Int), to path: String) throws(UserError) {
        let line =
            "{\"scrapes_succeeded\":\(counts.succeeded),\"scrapes_failed\":\(counts.failed),\"scrapes_missed\":\(counts.missed)}\n"
        do { try line.write(toFile: path, atomically: false, encoding: .utf8) } catch {
            throw UserError("\(path): can not be written: \(error.localizedDescription)")
        }
    }
}
