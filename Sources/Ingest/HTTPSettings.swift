// How requests of one job are made.

/// Credentials, TLS, encoding.
public struct HTTPSettings: Hashable, Sendable {
    public var credentials: HTTPCredentials?
    public var tls = TLSSettings()
    /// Ask for gzip. It saves bytes and costs time: right for far halls.
    public var acceptsGzip = true

    public init() {}
}
