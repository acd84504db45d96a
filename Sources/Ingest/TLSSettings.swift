// Whom to trust and who we are, for one job's connections. Files by name; `stamp` changes when their contents may have.

/// What a TLS context is made from. Equal settings share one context.
public struct TLSSettings: Hashable, Sendable {
    /// PEM file of authorities; nil: the system's.
    public var authorityFile: String?
    /// PEM file with our own certificate and its chain, to show the server; nil: none.
    public var certificateFile: String?
    /// PEM file with the private key that belongs to it; nil: none.
    public var keyFile: String?
    /// The same three as PEM text, where the configuration itself holds them; a file goes first.
    public var authorityText: String?
    /// Our certificate and its chain.
    public var certificateText: String?
    /// Its private key.
    public var key: Secret?
    /// The name the server has to prove, and is asked by; nil: the target's own, or the address connected to.
    public var serverName: String?
    /// The server has to prove nothing.
    public var isInsecure = false
    /// Least version, 12 or 13.
    public var leastVersion = 12
    /// Times and sizes of the files: renewed files make new settings.
    public var stamp = 0

    /// The system's authorities, no certificate of our own.
    public init() {}

    /// Every file it reads.
    public var files: [String] { [authorityFile, certificateFile, keyFile].compactMap { $0 } }
}
