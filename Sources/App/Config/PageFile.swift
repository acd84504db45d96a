// Small files as text.

import Foundation

enum PageFile {
    static func exists(_ path: String) -> Bool { FileManager.default.isReadableFile(atPath: path) }

    /// nil if it can not be read or is no UTF-8.
    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
    }
}
