// Small files as text.

import Foundation

enum PageFile {
    static func exists(_ path: String) -> Bool { FileManager.default.isReadableFile(atPath: path) }

    /// Why a file has no content for us, with the mend.
    static func whyUnreadable(_ path: String) -> String {
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard let type else { return "no such file, or in a folder that is not ours" }
        if type == .typeDirectory { return "a folder; name the files in it" }
        guard type == .typeRegular || type == .typeSymbolicLink else {
            return "no file but a pipe, socket or device; write its content to a file and name that"
        }
        return exists(path) ? "can not be read" : "not ours to read; `chmod` or another user may help"
    }

    /// nil if it can not be read or is no UTF-8.
    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
    }
}
