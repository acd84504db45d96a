// What a page is called beside the others of its host.

import Telemetry
import Testing

@Suite struct TargetPageTests {
    @Test(arguments: [
        ("http://a01-c01:9400/metrics", ":9400/metrics"), ("https://a01-c01/dcgm/metrics?x=1", "/dcgm/metrics?x=1"),
        ("http://[fe80::1]:9100/metrics", ":9100/metrics"), ("http://[fe80::1/metrics", "http://[fe80::1/metrics"),
        ("http://a01-c01", "http://a01-c01"), ("standard input", "standard input"), ("", ""),
    ]) func isWhatFollowsTheHost(url: String, page: String) {
        #expect(TargetDescription(url: url, address: "a", intervalMs: 1_000).page == page)
    }
}
