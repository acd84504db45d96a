// Where a recording goes that was begun with a key: the user's state folder, never the current one.

import Foundation
import Telemetry

enum RecordingFolder {
    /// `$XDG_STATE_HOME/vigie/hall-A-20260701-184207.vigie`, or the same below `~/.local/state`.
    static func newFile(hall: String, now: Timestamp) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let base = environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? ".") + "/.local/state"
        let folder = base + "/vigie"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let name = String(hall.map { $0.isLetter || $0.isNumber ? $0 : "-" }.prefix(40))
        let civil = CivilTime(now)
        let stamp = (civil.date + "-" + civil.clock).filter { $0.isNumber || $0 == "-" }
        return "\(folder)/\(name)-\(stamp).vigie"
    }
}
