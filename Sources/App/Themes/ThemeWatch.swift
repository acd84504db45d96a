// Notices that a theme's file was changed. It asks the file system once a second, which works where notifications do not (NFS, sshfs).

import Foundation
import Screen

/// One theme file and when it was last written.
struct ThemeWatch {
    static let intervalMs: Int64 = 1_000

    /// nil: a theme that has no file.
    private let path: String?
    private var written: Date?
    private var askedMs: Int64 = .min / 2

    init(_ path: String?) {
        self.path = path
        written = Self.written(path)
    }

    /// The theme as it is now, if its file has changed since the last call.
    ///
    /// - Throws: what is wrong in the changed file; the theme in use stays.
    mutating func changed(atMs now: Int64) throws(UserError) -> Theme? {
        guard let path, now - askedMs >= Self.intervalMs else { return nil }
        askedMs = now
        let date = Self.written(path)
        guard let date, date != written else { return nil }
        written = date
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw UserError("\(path): can not be read as UTF-8 text")
        }
        return try ThemeFile.parse(text, path: path)
    }

    private static func written(_ path: String?) -> Date? {
        guard let path else { return nil }
        return (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
