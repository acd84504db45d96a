// Which of the two text formats a page is in. Decided by the reply's Content-Type, never by looking at the body.

/// The two grammars that vigie reads.
public enum PageGrammar: String, Sendable, CaseIterable {
    /// Prometheus text 0.0.4 and 1.0.0: a bad line costs that line.
    case prometheus
    /// OpenMetrics 1.0: a bad line costs the page.
    case openmetrics
}

extension PageGrammar {
    /// Why a Content-Type names no grammar that can be read, in words for the operator.
    public struct Refusal: Error, Hashable, Sendable {
        /// What the exporter answered, and where there is one the mend.
        public let reason: String
    }

    /// The grammar that a reply's Content-Type announces.
    ///
    /// - Parameter header: as received, parameters included; nil or empty if the reply has none.
    /// - Parameter fallback: for a reply without a type, or with one that is no metrics format; nil refuses those.
    /// - Source: Prometheus, content negotiation; OpenMetrics 1.0.
    public init(contentType header: String?, fallback: PageGrammar? = .prometheus) throws(Refusal) {
        let parts = (header ?? "").split(separator: ";").map { Self.trimmed($0).lowercased() }
        let version = parts.dropFirst().first { $0.hasPrefix("version=") }.map { Self.unquoted($0.dropFirst(8)) }
        switch parts.first ?? "" {
        case "application/openmetrics-text":
            guard ["1.0.0", "1.0", "0.0.1", nil].contains(version) else {
                throw Refusal(reason: "OpenMetrics \(version ?? "") is not read, only 1.0; ask the exporter for 1.0.0")
            }
            self = .openmetrics
        case "text/plain":
            guard ["0.0.4", "1.0.0", "", nil].contains(version) else {
                throw Refusal(reason: "text format \(version ?? "") is not read, only 0.0.4 and 1.0.0")
            }
            self = .prometheus
        case "application/vnd.google.protobuf":
            throw Refusal(reason: "the exporter answered in protobuf, which was not asked for")
        case let other:
            guard let fallback else {
                throw Refusal(reason: other.isEmpty ? "no Content-Type" : "Content-Type \(other) is no metrics format")
            }
            self = fallback
        }
    }

    /// The same for a reply that is read as long as it can be.
    ///
    /// - Parameter fallback: what the user says of replies without a metrics type; nil reads them as text, with a doubt to be shown.
    public static func announced(by header: String?, fallback: PageGrammar?) throws(Refusal)
        -> (grammar: PageGrammar, doubt: String?)
    {
        do throws(Refusal) { return (try PageGrammar(contentType: header, fallback: fallback), nil) } catch {
            let grammar = try PageGrammar(contentType: header)
            return (grammar, error.reason + "; read as text all the same (fallback_scrape_protocol)")
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> String {
        String(text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 1 ? text.dropFirst().dropLast() : text)
    }
}
