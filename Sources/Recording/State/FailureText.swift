// Why a scrape failed, as one text: a stable name, and what it carries behind a blank.

import Telemetry

enum FailureText {
    static func write(_ failure: ScrapeFailure) -> String {
        switch failure {
        case .refused: "refused"
        case .unreachable(let why): "unreachable \(why)"
        case .nameUnknown: "name_unknown"
        case .connectTimeout: "connect_timeout"
        case .readTimeout: "read_timeout"
        case .closedEarly: "closed_early"
        case .status(let code): "status \(code)"
        case .redirect(let code): "redirect \(code)"
        case .tooLarge(let limit): "too_large \(limit)"
        case .tooManySamples(let limit): "too_many_samples \(limit)"
        case .notMetrics(let what): "not_metrics \(what)"
        case .empty: "empty"
        case .tls(let why): "tls \(why)"
        case .notOpenMetrics(let why): "not_openmetrics \(why)"
        }
    }

    /// A name of a later version reads as unreachable, for that reason.
    static func read(_ text: String) -> ScrapeFailure {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "refused": return .refused
        case "name_unknown": return .nameUnknown
        case "connect_timeout": return .connectTimeout
        case "read_timeout": return .readTimeout
        case "closed_early": return .closedEarly
        case "status": return .status(Int(rest) ?? 0)
        case "redirect": return .redirect(Int(rest) ?? 0)
        case "too_large": return .tooLarge(limitBytes: Int(rest) ?? 0)
        case "too_many_samples": return .tooManySamples(limit: Int(rest) ?? 0)
        case "not_metrics": return .notMetrics(rest)
        case "empty": return .empty
        case "tls": return .tls(rest)
        case "not_openmetrics": return .notOpenMetrics(rest)
        case "unreachable": return .unreachable(rest)
        default: return .unreachable(text)
        }
    }
}
