// Which files are CSV: by their names alone, as everywhere.

import Foundation

enum CSVFile {
    /// `hall.csv`, compressed or not.
    static func isMeant(_ path: String) -> Bool {
        var name = (path as NSString).lastPathComponent
        if ["gz", "zst"].contains((name as NSString).pathExtension.lowercased()) {
            name = (name as NSString).deletingPathExtension
        }
        return (name as NSString).pathExtension.lowercased() == "csv"
    }
}
