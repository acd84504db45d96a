// A hang-up on a terminal is a wish to read the configuration again: the screen goes on after it, for as long as before.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere && Tmux.isThere), .serialized)
struct ReloadScreenTests {
    /// Whoever should leave and does not is ended after two seconds.
    private static let overdueSeconds = 2.5

    @Test func aHangUpReadsTheConfigurationAndNothingEnds() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString).yml")
        try "scrape_configs: [{job_name: a, static_configs: [{targets: ['127.0.0.1:1']}]}]"
            .write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let tmux = try Tmux(
            "\(Program.path ?? "vigie") watch --config '\(file.path)' --view targets", width: 120, height: 30)
        #expect(tmux.waitFor("refused"))
        try tmux.signal("HUP", to: "vigie")
        #expect(tmux.waitFor("read again"))
        let begin = Date()
        while Date().timeIntervalSince(begin) < Self.overdueSeconds {
            try tmux.send("?")
            #expect(tmux.waitFor("MARKS"))
            try tmux.send("Escape")
            guard tmux.waitFor("refused") else { break }
        }
        try tmux.send("q")
        #expect(tmux.waitFor("status=0"))
        #expect(try tmux.state("#{alternate_on} #{mouse_any_flag}") == "0 0")
    }
}
