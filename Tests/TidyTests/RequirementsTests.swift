// What docs/requirements.md names as proof is there: tests, functions of tests, scripts, and one of them in every row.

import Foundation
import Testing

struct RequirementsTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test func whatEachRowNamesIsThere() throws {
        let folder = Self.root.appendingPathComponent("Tests")
        var sources = ""
        for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
        where file.pathExtension == "swift" { sources += try String(contentsOf: file, encoding: .utf8) }
        let rows = try Self.text("docs/requirements.md").split(separator: "\n").filter { $0.hasPrefix("| R") }
        #expect(rows.count == 24)
        for row in rows {
            let names = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            let tests = names.filter { $0.split(separator: ".")[0].hasSuffix("Tests") }
            let scripts = names.filter { $0.hasPrefix("Scripts/") }
            #expect(!tests.isEmpty || !scripts.isEmpty, "nothing shows it: \(row)")
            for test in tests {
                let parts = test.split(separator: ".")
                #expect(sources.contains("struct \(parts[0])"), "\(test)")
                if parts.count > 1 { #expect(sources.contains("func \(parts[1])("), "\(test)") }
            }
            for script in scripts {
                let path = Self.root.appendingPathComponent(String(script.prefix { $0 != " " })).path
                #expect(FileManager.default.isExecutableFile(atPath: path), "\(script)")
            }
        }
    }
}
