// Why a scrape brought nothing. Words for people; no exception crosses a target's boundary.

/// The reason of a failed scrape, shown in the targets view.
public enum ScrapeFailure: Error, Hashable, Sendable {
    case refused
    case unreachable(String)
    case nameUnknown
    case connectTimeout
    case readTimeout
    case closedEarly
    case status(Int)
    case redirect(Int)
    case tooLarge(limitBytes: Int)
    case tooManySamples(limit: Int)
    case notMetrics(String)
    case empty
    case tls(String)
    case notOpenMetrics(String)

    /// Whether somebody answered, only not with a page: the host lives. A host that hangs still takes connections, so a late answer is none.
    public var isAnswered: Bool {
        switch self {
        case .refused, .unreachable, .nameUnknown, .connectTimeout, .readTimeout: false
        case .closedEarly, .status, .redirect, .tooLarge, .tooManySamples, .notMetrics, .empty, .tls, .notOpenMetrics:
            true
        }
    }

    /// One short phrase; may carry bytes of the far side, so it passes the screen's sanitiser like everything else.
    public var reason: String {
        switch self {
        case .refused: "connection refused"
        case .unreachable(let why): "unreachable: \(why)"
        case .nameUnknown: "host name unknown"
        case .connectTimeout: "connect timed out"
        case .readTimeout: "no answer in time"
        case .closedEarly: "connection closed before the page ended"
        case .status(401): "HTTP 401: the server wants credentials, or other ones"
        case .status(403): "HTTP 403: the server does not let us read this"
        case .status(404): "HTTP 404: no page at this path (metrics_path)"
        case .status(let code): "HTTP \(code)"
        case .redirect(let code): "HTTP \(code): redirects are not followed"
        case .tooLarge(let limit): "page larger than \(limit >> 20) MiB (body_size_limit)"
        case .tooManySamples(let limit): "more than \(limit) samples; raise sample_limit if that is right"
        case .notMetrics(let what): "not a metrics page: \(what)"
        case .empty: "empty page"
        case .tls(let why): "TLS: \(why)"
        case .notOpenMetrics(let why): "invalid OpenMetrics: \(why)"
        }
    }
}
