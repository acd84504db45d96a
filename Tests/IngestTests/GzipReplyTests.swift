// Replies that are compressed: one member is read, what follows it is refused by name and never left out in silence.

import Ingest
import Telemetry
import Testing

struct GzipReplyTests {
    /// `a 1` and `b 2`, each with its line feed, as members of their own.
    private static let one: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 84, 48, 228, 2, 0, 54, 231, 27, 188, 4, 0, 0, 0,
    ]
    private static let other: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 82, 48, 226, 2, 0, 27, 27, 131, 133, 4, 0, 0, 0,
    ]

    private func fetch(_ body: [UInt8]) throws -> Result<[UInt8], ScrapeFailure> {
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
        let reply = Array(head.utf8) + body
        let server = try RawServer { _ in reply }
        defer { server.stop() }
        var http = HTTPSettings()
        http.acceptsGzip = true
        let url = try #require(TargetURL("http://127.0.0.1:\(server.port)/metrics"))
        return try #require(PageFetcher.fetch([(url, http)], timeoutMs: 60_000).first)
    }

    @Test func oneMemberIsRead() throws {
        #expect(try fetch(Self.one).get() == Array("a 1\n".utf8))
    }

    @Test func severalMembersAreRefusedByName() throws {
        let reply = try fetch(Self.one + Self.other)
        guard case .failure(.notMetrics(let why)) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(why.contains("several gzip members"), "\(why)")
    }

    @Test func aCutMemberIsDamaged() throws {
        let reply = try fetch(Array(Self.one.dropLast(9)))
        guard case .failure(.notMetrics(let why)) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(why == "the gzip encoding is damaged", "\(why)")
    }
}
