// What goes over the wire as a request, against the library's own encoder, and what must never go.

import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Telemetry
import Testing

@testable import Ingest

struct RequestWriterTests {
    private func head(_ text: String, _ credentials: HTTPCredentials? = nil) throws -> HTTPRequestHead {
        var http = HTTPSettings()
        http.credentials = credentials
        return ScrapeRequest.head(try #require(TargetURL(text)), ScrapeJob(http: http), timeoutMs: 1_000)
    }

    private func sent(_ head: HTTPRequestHead, times: Int, _ encoder: any ChannelHandler) throws -> String {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(encoder)
        for _ in 0..<times { try channel.writeOutbound(HTTPClientRequestPart.head(head)) }
        var text = ""
        while let data = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = data { text += String(buffer: buffer) }
        }
        _ = try? channel.finish()
        return text
    }

    @Test(arguments: ["http://10.0.0.1:9400/metrics", "http://[::1]:9100/a?x=%20&y=1", "https://h/metrics"])
    func theBytesAreThoseOfTheLibrary(url: String) throws {
        let head = try head(url, .basic(user: "op", Secret("pass")))
        let once = try sent(head, times: 1, HTTPRequestEncoder())
        #expect(try sent(head, times: 3, RequestWriter()) == once + once + once)
        #expect(once.hasPrefix("GET /") && once.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        ("token", true), ("tøken", true), ("a\r\nHost: evil", false), ("a\u{7F}b", false), ("a\u{0}", false),
    ])
    func credentialsThatWouldBeTwoHeadersAreNotSent(token: String, isSendable: Bool) {
        #expect(HTTPCredentials.token(type: "Bearer", Secret(token)).isSendable == isSendable)
    }
}
