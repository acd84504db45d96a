// Scraping against servers that behave in every way a server can. Each test waits for results, never for time.

import App
import Foundation
import Ingest
import NIOCore
import NIOPosix
import Telemetry
import Testing

struct ScraperTests {
    private func target(_ port: Int, _ path: String = "/metrics") -> TargetDescription {
        TargetDescription(url: "http://127.0.0.1:\(port)\(path)", address: "127.0.0.1", intervalMs: 200)
    }

    /// Drains at each delivery until `enough` says so; the limit only ends a hang.
    private func collect(
        _ mailbox: Mailbox, _ delivered: DispatchSemaphore, until enough: ([ScrapeResult]) -> Bool
    ) -> [ScrapeResult] {
        var results: [ScrapeResult] = []
        while !enough(results), delivered.wait(timeout: .now() + 60) == .success { results += mailbox.drain() }
        return results
    }

    private func scrape(
        _ targets: [TargetDescription], _ limits: ScrapeLimits = ScrapeLimits(), until enough: ([ScrapeResult]) -> Bool
    )
        -> ([ScrapeResult], ScrapeCounters)
    {
        let delivered = DispatchSemaphore(value: 0)
        let mailbox = Mailbox(capacity: 1_000) { delivered.signal() }
        let scraper = Scraper(
            targets: targets.map { ScrapeTarget($0, job: ScrapeJob(limits: limits)) }, catalogue: .standard,
            mailbox: mailbox
        ) {
            Timestamp(milliseconds: 0)
        }
        defer { scraper.stop() }
        return (collect(mailbox, delivered, until: enough), scraper.counters)
    }

    private func failure(_ results: [ScrapeResult]) -> ScrapeFailure? {
        for case .failed(_, _, let failure) in results { return failure }
        return nil
    }

    @Test func goodPagesKeepOneConnection() throws {
        let server = try RawServer { _ in RawServer.reply("a 1\nb 2\n") }
        defer { server.stop() }
        let (results, _) = scrape([target(server.port)]) { $0.count >= 4 }
        for case .page(let batch) in results { #expect(batch.table.series.count == 2) }
        #expect(failure(results) == nil)
        #expect(server.connections == 1)
    }

    @Test func nobodyThereIsRefused() throws {
        let server = try RawServer { _ in [] }
        let port = server.port
        server.stop()
        #expect(failure(scrape([target(port)]) { !$0.isEmpty }.0) == .refused)
    }

    @Test func silenceTimesOutAndOthersGoOn() throws {
        let silent = try RawServer { _ in nil }
        let good = try RawServer { _ in RawServer.reply("a 1\n") }
        defer {
            silent.stop()
            good.stop()
        }
        let (results, _) = scrape([target(silent.port), target(good.port)]) { results in
            results.contains { $0.target == 0 } && results.count { $0.target == 1 } >= 3
        }
        for case .failed(0, _, let failure) in results { #expect(failure == .readTimeout) }
        #expect(!results.contains { if case .failed(1, _, _) = $0 { true } else { false } })
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>", ScrapeFailure.notMetrics("HTML")),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", .empty),
        ("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno", .status(503)),
        ("HTTP/1.1 302 Found\r\nLocation: http://x/\r\nContent-Length: 0\r\n\r\n", .redirect(302)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u{0}\u{1}\u{2}\u{3}", .notMetrics("binary data")),
        ("SSH-2.0-OpenSSH_9.2p1\r\n", .notMetrics("not HTTP")),
    ])
    func badRepliesSayWhatTheyAre(reply: String, expected: ScrapeFailure) throws {
        let server = try RawServer { _ in Array(reply.utf8) }
        defer { server.stop() }
        #expect(failure(scrape([target(server.port)]) { !$0.isEmpty }.0) == expected)
    }

    @Test(arguments: [
        ("text/html", "a 1\n", nil), ("text/html", "<p>\na 1\n", ScrapeFailure.notMetrics("HTML")),
        ("application/json", "{\"a\": 1}", .notMetrics("JSON")),
    ])
    func aWrongTypeIsSaid(type: String, body: String, expected: ScrapeFailure?) throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let server = try RawServer { _ in Array((head + body).utf8) }
        defer { server.stop() }
        let (results, _) = scrape([target(server.port)]) { !$0.isEmpty }
        #expect(failure(results) == expected)
        for case .page(let batch) in results {
            #expect(batch.badLines == 0 && batch.firstBadLine?.hasPrefix("Content-Type text/html") == true)
        }
    }

    @Test func hugePagesAreCutOff() throws {
        let server = try RawServer { _ in
            Array("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n".utf8)
                + [UInt8](repeating: 0x61, count: 2_000_000)
        }
        defer { server.stop() }
        var limits = ScrapeLimits()
        limits.pageBytes = 1_000_000
        #expect(failure(scrape([target(server.port)], limits) { !$0.isEmpty }.0) == .tooLarge(limitBytes: 1_000_000))
    }

    @Test func closingInTheMiddleIsNoticed() throws {
        let server = try RawServer(closes: true) { _ in
            Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na 1\n".utf8)
        }
        defer { server.stop() }
        #expect(failure(scrape([target(server.port)]) { !$0.isEmpty }.0) == .closedEarly)
    }

    @Test func mailboxKeepsTheNewestOfATarget() {
        let mailbox = Mailbox(capacity: 16)
        for index in 0..<40 {
            mailbox.post(.failed(target: index % 2, time: Timestamp(milliseconds: Int64(index)), .empty))
        }
        let results = mailbox.drain()
        #expect(results.count == 16 && mailbox.replacedCount == 24)
        #expect(Set(results.map(\.target)) == [0, 1])
    }

    @Test(arguments: [
        ("http://a:9100/metrics", "a", 9100, "/metrics"), ("https://[::1]:8443/x?y=1", "::1", 8443, "/x?y=1"),
        ("host:80", "host", 80, "/"),
        ("http://a", "a", 80, "/"),
    ])
    func urls(text: String, host: String, port: Int, path: String) throws {
        let url = try #require(TargetURL(text))
        #expect(url.host == host && url.port == port && url.path == path)
    }

    @Test(arguments: [
        "", "ftp://a/", "http://", "http://a:0/", "http://a:99999/", "http://a b/", "http://u@h/", "http://a/\u{1B}[2J",
    ])
    func notURLs(text: String) { #expect(TargetURL(text) == nil) }
}
