// File names with a `*` in their last part, as discovery files are named.

import Foundation

enum PathPattern {
    /// Files that fit, sorted; a name without `*` stands for itself if it is there.
    static func paths(_ pattern: String) -> [String] {
        let folder = (pattern as NSString).deletingLastPathComponent, last = (pattern as NSString).lastPathComponent
        guard last.contains("*") else { return FileManager.default.fileExists(atPath: pattern) ? [pattern] : [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let fitting = names.filter {
            !$0.hasPrefix(".") && fits(Substring($0), last.split(separator: "*", omittingEmptySubsequences: false))
        }
        return fitting.sorted().map { folder.isEmpty ? $0 : folder + "/" + $0 }
    }

    /// Whether the pieces stand in the name in this order, the first at its beginning, the last at its end.
    private static func fits(_ name: Substring, _ pieces: [Substring]) -> Bool {
        guard name.hasPrefix(pieces[0]), name.hasSuffix(pieces[pieces.count - 1]) else { return false }
        guard name.count >= pieces[0].count + pieces[pieces.count - 1].count else { return false }
        var rest = name.dropFirst(pieces[0].count).dropLast(pieces[pieces.count - 1].count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.range(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
