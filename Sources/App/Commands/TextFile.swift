// A text to a file, or the reason why not.

import Foundation

public enum TextFile {
    public static func write(_ text: String, to path: String) throws(UserError) {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw UserError("\(path): can not be written: \(error.localizedDescription)")
        }
    }
}
