// How requests of one job are made.

/// Credentials, TLS, encoding.
public struct HTTPSettings: Hashable, Sendable {
    /// Sent with every request; nil: none.
    public var credentials: HTTPCredentials?
    /// Counts for https targets only.
    public var tls = TLSSettings()
    /// Ask for gzip. It saves bytes and costs time: right for far halls.
    public var acceptsGzip = true

    public init() {}
}
