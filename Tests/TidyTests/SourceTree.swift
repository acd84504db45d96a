// The package's own files, for the tidy rules.

import Foundation

struct SourceFile {
    /// Relative to the package.
    let path: String
    let lines: [String]

    var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    var name: String { String(path.split(separator: "/").last!.dropLast(6)) }
}

enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let sources = files(under: "Sources")
    static let all = sources + files(under: "Tests")

    static func files(under folder: String) -> [SourceFile] {
        let base = root + "/" + folder
        let found = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let text = try? String(contentsOfFile: base + "/" + name, encoding: .utf8) else { return nil }
            return SourceFile(path: folder + "/" + name, lines: text.components(separatedBy: "\n"))
        }
    }
}
