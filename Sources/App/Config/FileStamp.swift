// What tells a changed file from the one that was read, without reading it.

import Foundation

enum FileStamp {
    /// Of all files together: times, sizes, inodes. A file that is not there counts as such.
    static func of(_ paths: [String]) -> Int {
        var hasher = Hasher()
        for path in paths {
            hasher.combine(path)
            // Where a name leads counts: mounted configurations are links to a folder that is exchanged whole.
            let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            hasher.combine(attributes?[.modificationDate] as? Date)
            hasher.combine((attributes?[.size] as? NSNumber)?.int64Value)
            hasher.combine((attributes?[.systemFileNumber] as? NSNumber)?.int64Value)
        }
        return hasher.finalize()
    }
}
