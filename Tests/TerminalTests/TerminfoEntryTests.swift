// Terminal descriptions read, changed and written again.

import Screen
import Testing

@testable import Terminal

struct TerminfoEntryTests {
    @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100"])
    func writtenAndReadAgainIsTheSame(type: String) throws {
        let entry = try #require(TerminfoEntry.find(type))
        let again = try #require(TerminfoEntry(entry.bytes))
        #expect(again.names == entry.names && again.booleans == entry.booleans && again.numbers == entry.numbers)
        #expect(again.strings == entry.strings)
        #expect(again.extendedStrings.map(\.name) == entry.extendedStrings.map(\.name))
        #expect(again.extendedStrings.map(\.value) == entry.extendedStrings.map(\.value))
        #expect(again.extendedBooleans.map(\.name) == entry.extendedBooleans.map(\.name))
    }

    @Test func derivedHasColoursAndMouse() throws {
        var entry = try #require(TerminfoEntry.find("vt100"))
        entry.derive(.truecolor)
        let again = try #require(TerminfoEntry(entry.bytes))
        #expect(again.numbers[13] == 0x100_0000)
        #expect(again.extendedBooleans.contains { $0.name == "RGB" })
        #expect(again.extendedStrings.contains { $0.name == "XM" })
        #expect(again.strings[355] == Array("\u{1B}[<".utf8))
    }

    /// Colours that the user asks for are sent, whatever the terminal's name promises.
    @Test(
        arguments: [("vt100", .c16, 8), ("xterm", .c256, 256), ("vt100", .c256, 256)] as [(String, ColourDepth, Int32)]
    )
    func derivedHasTheColoursWanted(type: String, depth: ColourDepth, colours: Int32) throws {
        var entry = try #require(TerminfoEntry.find(type))
        entry.derive(depth)
        let again = try #require(TerminfoEntry(entry.bytes))
        #expect(again.numbers[13] == colours && again.strings[297] != nil)
        let foreground = String(decoding: try #require(again.strings[359]), as: UTF8.self)
        #expect(foreground.contains("3%p1%d") && foreground.contains("38;5;%p1%d"))
    }

    @Test func whatIsPromisedIsLeftAlone() throws {
        let entry = try #require(TerminfoEntry.find("xterm-256color"))
        var derived = entry
        derived.derive(.c256)
        #expect(derived.strings[359] == entry.strings[359] && derived.numbers[13] == entry.numbers[13])
    }

    @Test func damagedEntriesAreRefusedOrRead() throws {
        let bytes = try #require(TerminfoEntry.find("xterm-256color")).bytes
        for length in 0..<bytes.count where length % 7 == 0 { _ = TerminfoEntry(Array(bytes[..<length])) }
        #expect(TerminfoEntry([]) == nil)
        #expect(TerminfoEntry([1, 2, 3, 4]) == nil)
        #expect(TerminfoEntry.find("no-such-terminal") == nil)
        #expect(TerminfoEntry.find("../../etc/passwd") == nil)
    }

    @Test(arguments: [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu")]) func base64(
        text: String, coded: String
    ) {
        #expect(TerminfoEntry.base64(Array(text.utf8)) == coded)
    }
}
