// What tells a changed file from the one that was read, without reading it.

import Foundation

enum FileStamp {
    /// Of all files together: times, sizes, inodes. A file that is not there counts as such.
    static func of(_ paths: [String]) -> Int {
        var hasher = Hasher()
        for path in paths {
            hasher.combine(path)
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            hasher.combine(attributes?[.modificationDate] as? Date)
            hasher.combine((attributes?[.size] as? NSNumber)?.int64Value)
            hasher.combine((attributes?[.systemFileNumber] as? NSNumber)?.int64Value)
        }
        return hasher.finalize()
    }
}
