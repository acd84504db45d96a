// Pages, file names and typed lines that want to be more than text: judged by every byte that the program sends to its terminal.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere), .serialized)
struct HostileBytesTests {
    /// A title, a printed screen, a device control string, a C1 control, a bidi override, a zero width, a wide and a combining sign.
    static let odd = "\u{1B}]0;owned\u{07}\u{1B}[5i\u{1B}Pq\u{1B}\\\u{9B}31m\u{202E}gnp\u{200B}\u{0}世a\u{0301}\u{7F}\r"

    static let page = """
        DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-\(odd)",Hostname="h\(odd)",hpc_job="train\(odd)",modelName="\(odd)"} 50
        DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-\(odd)",Hostname="h\(odd)",hpc_job="train\(odd)",modelName="\(odd)"} 99
        DCGM_FI_DEV_XID_ERRORS{gpu="0",UUID="GPU-\(odd)",Hostname="h\(odd)",err_msg="\(odd)"} 79
        other{x="\(odd)"} 1
        bad\(odd) line

        """

    @Test(arguments: ["C.UTF-8", "C"]) func nothingButOurOwnSequencesIsSent(locale: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let name = "a" + String(Self.odd.filter { $0 != "\0" && $0 != "/" }) + ".prom"
        try Data(Self.page.utf8).write(to: folder.appendingPathComponent(name))
        let terminal = try PseudoTerminal(
            ["watch", "--pages", folder.path], width: 150, height: 40, environment: ["LC_ALL": locale])
        #expect(terminal.waitFor("50.0 %"))
        terminal.send("y")
        #expect(terminal.waitFor("]52;c;"), "a copy is there at once, not when the program ends")
        // Every view, the way down, a copy in each, and what a paste into the lines may bring.
        for key in ["1", "2", "3", "\r", "4", "5", "6", "7", "\r", "8", "?"] { terminal.send(key + "y") }
        terminal.send("1J")
        terminal.send("/x\u{9B}\u{202E}\u{200B}世\u{07}\u{1B}")
        terminal.send(":goto \u{9B}31m\u{202E}\u{07}\r\u{1B}\u{1B}")
        // Ctrl-G leaves a line, whatever stands in it.
        terminal.send("\u{07}")
        terminal.send(":figures\r")
        #expect(terminal.waitFor("to the terminal"))
        terminal.send("q")
        #expect(terminal.status() == 0)
        terminal.readRest()
        let sent = terminal.sent
        #expect(String(decoding: sent, as: UTF8.self).contains("owned"), "the text itself is shown")
        let report = TerminalBytes(sent)
        #expect(report.strange == [])
        #expect(report.copied.count >= 5)
        for text in report.copied {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        }
        if locale == "C" { #expect(sent.allSatisfy { $0 < 0x80 }) }
    }
}
