// The grammar that a reply's Content-Type announces.

import Exposition
import Testing

struct ContentTypeTests {
    @Test(arguments: [
        ("text/plain; version=0.0.4; charset=utf-8", PageGrammar.prometheus), ("text/plain", .prometheus),
        ("text/plain;version=1.0.0;escaping=allow-utf-8", .prometheus), ("TEXT/PLAIN; Version=\"0.0.4\"", .prometheus),
        ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openmetrics),
        ("application/openmetrics-text;version=0.0.1", .openmetrics), ("application/openmetrics-text", .openmetrics),
        ("text/html", .prometheus), ("", .prometheus),
    ])
    func known(header: String, grammar: PageGrammar) throws {
        #expect(try PageGrammar(contentType: header) == grammar)
    }

    @Test(arguments: [
        "application/openmetrics-text; version=2.0.0", "text/plain; version=9", "application/vnd.google.protobuf",
    ])
    func refused(header: String) { #expect(throws: PageGrammar.Refusal.self) { try PageGrammar(contentType: header) } }

    @Test func aPageWithoutAMetricsTypeIsReadWithADoubt() throws {
        for header in [nil, "text/html", "application/json"] {
            let (grammar, doubt) = try PageGrammar.announced(by: header, fallback: nil)
            #expect(
                grammar == .prometheus && doubt?.hasPrefix("\(header.map { "Content-Type \($0)" } ?? "no")") == true)
            let chosen = try PageGrammar.announced(by: header, fallback: .openmetrics)
            #expect(chosen.grammar == .openmetrics && chosen.doubt == nil)
        }
        #expect(try PageGrammar.announced(by: "text/plain", fallback: .openmetrics).grammar == .prometheus)
        #expect(throws: PageGrammar.Refusal.self) {
            try PageGrammar.announced(by: "application/openmetrics-text; version=2.0.0", fallback: nil)
        }
    }

    @Test func withoutFallbackATypeIsNeeded() {
        #expect(throws: PageGrammar.Refusal.self) { try PageGrammar(contentType: nil, fallback: nil) }
        #expect(throws: PageGrammar.Refusal.self) { try PageGrammar(contentType: "text/html", fallback: nil) }
    }
}
