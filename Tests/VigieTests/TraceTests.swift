// What the built program asks of the kernel while it watches: connections to configured targets and nothing else.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere), .serialized)
struct TraceTests {
    static let programs = ["/usr/bin/strace", "/usr/bin/timeout", "/usr/bin/prometheus-node-exporter"]

    @Test(.enabled(if: programs.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }))
    func watchingListensNowhereAndCallsNobodyElse() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let port = UInt16.random(in: 20_000...39_000)
        let exporter = try Running(Self.programs[2], ["--web.listen-address=127.0.0.1:\(port)"])
        #expect(exporter.waitFor("TLS is disabled"))
        let trace = folder.appendingPathComponent("trace").path, config = folder.appendingPathComponent("p.yml").path
        try """
        scrape_configs: [{job_name: node, scrape_interval: 1s, static_configs: [{targets: ['127.0.0.1:\(port)']}]}]

        """.write(toFile: config, atomically: true, encoding: .utf8)
        let calls = "trace=write,writev,socket,bind,listen,accept,accept4,connect,openat,creat,execve"
        let watch = try Running(
            Self.programs[0],
            [
                "-f", "-qq", "-e", calls, "-o", trace, "timeout", "-s", "KILL", "12", Program.path ?? "vigie", "watch",
                "--plain",
                "--config", config,
            ])
        // It is ended from outside; then the trace is whole.
        #expect(!watch.waitFor("never said"))
        let seen = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(seen.count { $0.contains("GET /metrics") } >= 3)
        #expect(!seen.contains { $0.contains(" listen(") || $0.contains(" accept") }, "a listening socket")
        #expect(!seen.contains { $0.contains(" bind(") && !$0.contains("AF_NETLINK") }, "a bound socket")
        for line in seen where line.contains(" connect(") && !line.contains("AF_UNIX") {
            #expect(line.contains("sin_port=htons(\(port))") && line.contains("127.0.0.1"), "\(line)")
        }
        for line in seen where line.contains(" openat(") || line.contains(" creat(") {
            let writes = line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT")
            #expect(!writes || line.contains("/dev/") || line.contains("/proc/"), "\(line)")
        }
    }
}
