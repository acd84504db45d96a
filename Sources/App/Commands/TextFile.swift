// A text to a file, or the reason why not.

import Foundation

/// Writes small files whole.
public enum TextFile {
    /// Replaces the file in one step, so that no reader sees half of it.
    ///
    /// - Throws: it can not be written, with the system's reason.
    public static func write(_ text: String, to path: String) throws(UserError) {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw UserError("\(path): can not be written: \(error.localizedDescription)")
        }
    }
}
