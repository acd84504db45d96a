// Every theme file, at every colour map and depth: text is read, states stand out, severities differ to every eye.

import Foundation
import Screen
import Testing

@testable import App

struct ThemeAuditTests {
    static let files = (try? FileManager.default.contentsOfDirectory(atPath: ThemeFileTests.folder))?.sorted() ?? []

    static func theme(_ file: String) throws -> Theme {
        let path = "\(ThemeFileTests.folder)/\(file)"
        return try ThemeFile.parse(try String(contentsOfFile: path, encoding: .utf8), path: path)
    }

    @Test func thereAreAtLeastEight() { #expect(Self.files.count >= 8) }

    @Test(arguments: files) func isFoundGood(file: String) throws {
        let theme = try Self.theme(file)
        #expect(theme.name + ".yml" == file)
        for map in ColourMap.allCases {
            let findings = ThemeAudit(theme.with(map)).findings
            #expect(findings.isEmpty, "\(file) with map \(map.rawValue): \(findings.joined(separator: "; "))")
        }
    }

    @Test func filesAreCheckedByCommand() throws {
        let good = try ThemeCheck.run(Self.files.map { "\(ThemeFileTests.folder)/\($0)" })
        #expect(good.code == 0 && good.faults.isEmpty && good.words.contains("dark, good"))
        let folder = try Folder()
        let dark = try String(contentsOfFile: "\(ThemeFileTests.folder)/dark.yml", encoding: .utf8)
        let grey = folder.path + "/grey.yml", broken = folder.path + "/broken.yml"
        let text = dark.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("  warning:") ? "  warning: \"#303030\"" : String(line)
        }
        try text.joined(separator: "\n").write(toFile: grey, atomically: true, encoding: .utf8)
        try "name: x\nroles: [".write(toFile: broken, atomically: true, encoding: .utf8)
        let bad = try ThemeCheck.run([grey, broken])
        #expect(bad.code == 1 && bad.faults.contains { $0.hasPrefix(grey) && $0.contains("warning") })
        #expect(bad.faults.contains { $0.hasPrefix(broken) })
        #expect(throws: UserError.self) { try ThemeCheck.run([folder.path + "/none.yml"]) }
    }

    /// Without colour the severities still differ: by glyph, and by reverse video against plain text.
    @Test func withoutColourMarksDiffer() {
        let lowering = Lowering(depth: .mono, ascii: true)
        let glyphs = Role.states.map { lowering.cell(Cell("x", Style($0, on: $0, .bold))) }
        #expect(glyphs.allSatisfy { $0.attributes.contains(.reverse) })
    }

    @Test func theAuditFindsWhatIsBad() throws {
        var roles = Theme.dark.roles
        roles[.text] = Theme.Colours(RGB(0x20242C))
        roles[.good] = roles[.warning]
        roles[.gone] = Theme.Colours(RGB(0x46807F), on: RGB(0x46807F))
        let points = [RGB(0x131C2B), RGB(0x46807F), RGB(0x152B4A)]
        let theme = try Theme(name: "bad", title: "", roles: roles, ramp: points, bend: points)
        let findings = ThemeAudit(theme).findings.joined(separator: "\n")
        for word in ["text on background", "good and warning look alike", "gone on heat", "neither steadily"] {
            #expect(findings.contains(word), "\(word) in \(findings)")
        }
    }
}
