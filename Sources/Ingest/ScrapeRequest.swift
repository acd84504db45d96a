// The request for a page, made once per target.

import NIOHTTP1

enum ScrapeRequest {
    static let textFirst =
        "text/plain;version=0.0.4;q=1,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.9,*/*;q=0.1"
    static let openMetricsFirst =
        "application/openmetrics-text;version=1.0.0;charset=utf-8;q=1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"

    static func head(_ url: TargetURL, _ job: ScrapeJob, timeoutMs: Int) -> HTTPRequestHead {
        var head = Self.head(url, job.http, accept: job.prefersOpenMetrics ? openMetricsFirst : textFirst)
        head.headers.add(name: "X-Prometheus-Scrape-Timeout-Seconds", value: "\(Double(timeoutMs) / 1000)")
        return head
    }

    static func head(_ url: TargetURL, _ http: HTTPSettings, accept: String) -> HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.path)
        let usualPort = url.port == (url.isTLS ? 443 : 80)
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        head.headers.add(name: "Host", value: usualPort ? host : "\(host):\(url.port)")
        head.headers.add(name: "Accept", value: accept)
        head.headers.add(name: "Accept-Encoding", value: http.acceptsGzip ? "gzip" : "identity")
        head.headers.add(name: "User-Agent", value: "vigie/0.1")
        if let credentials = http.credentials { head.headers.add(name: "Authorization", value: credentials.header) }
        return head
    }
}
