// Inventories that are not as they should be: each fault named with its place and mend, and the rest counts.

import Facility
import Foundation
import Testing

@testable import App

struct InventoryBadInputTests {
    private static let good = "racks:\n- {rack: A01, hosts: \"a01-c[01-02]\"}\n"

    private func text(_ bytes: [UInt8]) throws -> String {
        let file = try TemporaryFile("")
        try Data(bytes).write(to: URL(fileURLWithPath: file.path))
        do throws(UserError) {
            return try InventoryReport.check([file.path]).text().replacing(file.path, with: "f")
        } catch { return error.description.replacing(file.path, with: "f") }
    }

    @Test(
        arguments: [
            (Array("site: x\nhall: caf".utf8) + [0xE9, 0x0A], "f:2:10: no UTF-8 from here on; convert"),
            (
                Array("site: x\nhall: a".utf8) + [0, 0x0A],
                "f:2:8: a NUL byte, of which UTF-16 without its mark is full; convert"
            ),
            ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], "f:1:1: broken UTF-16; convert"),
            (Array("racks:\n\t- {rack: A01}\n".utf8), "f:2:1: a tab where spaces are due; indent with spaces"),
            (Array("racks:\n- {rack: \"A\u{1}\"}\n".utf8), "f:2:12: control characters are not allowed; take it out"),
            (
                Array("site: a\nracks: []\nhall: b\nracks: []\n".utf8),
                "f:4:1: the key racks stands twice, first at line 2; keep one"
            ),
            (Array("racks:\n- {rack: A01, rack: A02}\n".utf8), "f:2:15: the key rack stands twice"),
            (Array("site: a\n---\nracks: []\n".utf8), "f:2:1: a second document begins here; write each"),
            (Array(("racks: " + String(repeating: "[", count: 5_000)).utf8), "nested too deeply"),
            (Array(("{\"racks\": " + String(repeating: "[", count: 5_000)).utf8), "nested deeper than 64"),
            ([], "f:1:1: the file is empty"), (Array("# nothing\n".utf8), "f:1:1: the file is empty"),
        ] as [([UInt8], String)])
    func whatIsNoTextOfOursIsNamed(bytes: [UInt8], words: String) throws {
        let text = try text(bytes)
        #expect(text.hasPrefix(words) || text.contains(words) && text.hasPrefix("f:1:"), "\(text)")
    }

    @Test(arguments: [true, false]) func marksOfTheByteOrderAreNoText(isWide: Bool) throws {
        let bytes = isWide ? Array(Self.good.data(using: .utf16)!) : [0xEF, 0xBB, 0xBF] + Array(Self.good.utf8)
        let text = try text(bytes)
        #expect(text.contains("2  trays") && text.contains("0  unreadable"), "\(text)")
    }

    @Test func whatIsNoFileIsNamedAndTheOthersCount() throws {
        let good = try TemporaryFile(Self.good), folder = FileManager.default.temporaryDirectory.path
        let pipe = folder + "/vigie-\(UUID().uuidString)"
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        let broken = try TemporaryFile("racks: [\n")
        let report = try InventoryReport.check(["/nowhere.yml", good.path, folder, pipe, broken.path])
        let words = report.text()
        #expect(report.isBad && words.contains("2  hosts with a place"), "\(words)")
        for line in [
            "/nowhere.yml: unreadable: no such file", "\(folder): unreadable: a folder; name the files in it",
            "\(pipe): unreadable: no file but a pipe", "\(broken.path):",
        ] { #expect(words.contains(line), "\(line)\n\(words)") }
        // One alone, and a conversion, has nothing to go on with.
        #expect(throws: UserError.self) { try InventoryReport.check(["/nowhere.yml"]) }
        #expect(throws: UserError.self) { try InventoryReport([good.path, broken.path]) }
    }

    @Test func aRangeThatIsTooLongSaysHowLongItMayBe() throws {
        let yaml =
            "racks:\n- {rack: \"r[1-300000]\"}\n- {rack: A01, hosts: \"a[1-999999][1-999999][1-999999][1-999999]\"}\n- {rack: B01, hosts: \"a[1\"}\n- {rack: [null, C01]}\n"
        let text = try text(Array((yaml + "- {rack: D01, hosts: d1}\n").utf8))
        for line in [
            "f:2:10: unreadable: racks: \"r[1-300000]\" makes 300000 names, at most 250000 in one entry; write several entries",
            "f:3:22: unreadable: hosts: \"a[1-999999][1-999999][1-999999][1-999999]\" makes more than can be counted",
            "f:4:22: unreadable: hosts: \"a[1\" is no range; write A01, A[01-24]",
            "f:5:11: unreadable: racks are names or ranges such as A[01-24], not nothing",
        ] { #expect(text.contains(line), "\(line)\n\(text)") }
        #expect(text.contains("1  host with a place"), "\(text)")
    }

    /// More columns than a floor has: the racks are there, the drawing says that it is not true to the floor.
    @Test func aRowLongerThanTheFloorIsNamed() throws {
        let text = try text(Array("rows:\n- {row: R, racks: [\"r[00001-10000]\"]}\n".utf8))
        #expect(text.contains("10000  racks"), "\(text.prefix(200))")
        #expect(text.contains("f:2:20: unreadable: row R is longer than 4096 columns"), "\(text.prefix(900))")
    }

    @Test func namesOfOneFileThatDifferInCaseAreLikelyOne() throws {
        let text = try text(
            Array(
                """
                rows:
                - {row: A, racks: ["A[01-02]"]}
                racks:
                - {rack: a01, hosts: "a01-c[01-02]"}
                - {rack: X-1, row: a}
                hosts:
                - {host: b1, rack: a02, tray: 1}
                """.utf8))
        for line in [
            "f:4:10: spelling: rack a01 and A01 at f:2:20 differ in nothing but case and are two; is one meant? Then spell both alike",
            "f:5:20: spelling: row a and A at f:2:9 differ", "f:7:20: spelling: rack a02 and A02 at f:2:20 differ",
        ] { #expect(text.contains(line), "\(line)\n\(text)") }
    }

    @Test func aRackInNoRowIsSaid() throws {
        let text = try text(Array("racks:\n- {rack: Pod-X, hosts: \"p[1-2]\"}\n".utf8))
        #expect(
            text.contains("f:2:10: assumed: rack Pod-X is in no row") && text.contains("2  hosts with a place"),
            "\(text)")
    }
}
