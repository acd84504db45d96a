// File names with `*`, `?` and `[ab]`, as discovery files are named (unsafe: the C library's list of what it found).

import Foundation
import Glibc

enum PathPattern {
    /// Files that fit, sorted; a name that is there stands for itself.
    static func paths(_ pattern: String) -> [String] {
        if FileManager.default.fileExists(atPath: pattern) { return [pattern] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }.sorted()
    }
}
