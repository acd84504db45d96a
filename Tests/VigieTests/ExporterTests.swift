// The built program over real sockets: Debian's node_exporter, the simulator, and nobody.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere && Tmux.isThere), .serialized)
struct ExporterTests {
    static let exporter = "/usr/bin/prometheus-node-exporter"

    private func freePort() -> Int { Int.random(in: 20_000...39_000) }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: exporter))) func aRealNodeExporterIsOnTheScreen()
        throws
    {
        let port = freePort()
        let exporter = try Running(Self.exporter, ["--web.listen-address=127.0.0.1:\(port)"])
        #expect(exporter.waitFor("TLS is disabled"))
        let url = "http://127.0.0.1:\(port)/metrics"
        #expect(isUp(url))
        let tmux = try Tmux("\(Program.path ?? "vigie") watch \(url)", width: 140, height: 45)
        for text in [
            ProcessInfo.processInfo.hostName.split(separator: ".").first.map(String.init) ?? "", "memory total",
            "root disk size", "load 1 min",
        ] {
            let found = tmux.waitFor(text), screen = try tmux.capture()
            #expect(found, "\(text)\n\(screen)")
        }
        exporter.stop()
        try tmux.send("7")
        #expect(tmux.waitFor("every"))
    }

    private func isUp(_ url: String) -> Bool {
        guard let result = try? Program.run(["snapshot", url, "--format", "json"]),
            let list = try? JSONSerialization.jsonObject(with: result.out) as? [[String: Any]]
        else { return false }
        return list.first?["targets_up"] as? Int == 1
    }

    @Test func theSimulatorsPagesMakeAFullHall() throws {
        let port = freePort()
        let server = try Running(
            Program.path ?? "vigie",
            ["simulate", "--listen", "127.0.0.1:\(port)", "--gpus", "148", "--scenario", "none"])
        // The list is looked at once, so it must be there before anyone looks.
        #expect(server.waitFor("serving"))
        let tmux = try Tmux(
            "\(Program.path ?? "vigie") watch http://127.0.0.1:\(port)/targets", width: 140, height: 45)
        defer { server.stop() }
        let full = tmux.waitFor("reporting        148"), screen = try tmux.capture()
        #expect(full, "\(screen)")
        #expect(tmux.waitFor("74/74 targets"))
        #expect(try tmux.capture().contains("A"))
    }

    @Test func aDeadTargetSaysWhy() throws {
        let port = freePort()
        let tmux = try Tmux(
            "\(Program.path ?? "vigie") watch http://127.0.0.1:\(port)/metrics --view targets", width: 140, height: 20)
        #expect(tmux.waitFor("connection refused"))
        #expect(tmux.waitFor("never seen"))
    }
}
