// Theme files: what is embedded equals its file, and every mistake is named with its place.

import App
import Foundation
import Screen
import Testing

@testable import App

struct ThemeFileTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../themes"
    ).path

    @Test(arguments: Theme.embedded.map(\.name)) func embeddedEqualsItsFile(name: String) throws {
        let text = try String(contentsOfFile: "\(Self.folder)/\(name).yml", encoding: .utf8)
        let theme = try ThemeFile.parse(text, path: name)
        let embedded = try #require(Theme.embedded.first { $0.name == name })
        #expect(theme.roles == embedded.roles && theme.heat == embedded.heat && theme.title == embedded.title)
    }

    @Test(arguments: [
        ("name: x\nroles:\n  text: \"#12345\"\nheat: []", "x.yml:3:9"),
        ("name: x\nroles:\n  nonsense: \"#123456\"", "x.yml:3:3: no role nonsense"),
        ("- a", "a theme is a mapping"), ("roles: {}", "name is missing"), ("name: [", "x.yml"),
    ])
    func errorsNameThePlace(text: String, expected: String) {
        do {
            _ = try ThemeFile.parse(text, path: "x.yml")
            Issue.record("accepted")
        } catch { #expect(error.description.contains(expected), "\(error.description)") }
    }

    @Test func unknownNamesAreAnsweredWithTheKnown() throws {
        let library = try ThemeLibrary(directory: Self.folder)
        do {
            _ = try library.theme(named: "pink")
            Issue.record("accepted")
        } catch { #expect(error.description.contains("dark") && error.description.contains("light")) }
        #expect(throws: UserError.self) { try ThemeLibrary(directory: "/nowhere/at/all") }
    }
}
