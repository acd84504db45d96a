// The address of a metrics page, taken apart. Only what scraping needs: no user, no fragment.

/// `http://host:port/path?query`
public struct TargetURL: Hashable, Sendable {
    /// https, not http.
    public let isTLS: Bool
    /// Without brackets.
    public let host: String
    /// 1 to 65535; 80 or 443 if the text names none.
    public let port: Int
    /// With query, beginning with a slash.
    public let path: String

    /// - Returns: nil if the text is no http or https URL. A text without scheme is taken as http.
    public init?(_ text: String) {
        var rest = Substring(text)
        var isTLS = false
        if rest.hasPrefix("https://") {
            isTLS = true
            rest = rest.dropFirst(8)
        } else if rest.hasPrefix("http://") {
            rest = rest.dropFirst(7)
        } else if rest.contains("://") {
            return nil
        }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count).prefix { $0 != "#" }
        var host = authority
        var port = isTLS ? 443 : 80
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            let after = authority[authority.index(after: end)...]
            if after.hasPrefix(":") {
                guard let number = Int(after.dropFirst()) else { return nil }
                port = number
            }
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            guard let number = Int(authority[authority.index(after: colon)...]) else { return nil }
            port = number
        }
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
        guard !host.isEmpty, (1...65_535).contains(port), !host.contains("@"), isPlain else { return nil }
        self.isTLS = isTLS
        self.host = String(host)
        self.port = port
        self.path = path.isEmpty ? "/" : path.hasPrefix("/") ? String(path) : "/" + path
    }

    /// In full, as it is shown and compared.
    public var spelling: String {
        "\(isTLS ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
    }

    /// The host is an IP address, not a name: no look-up, and no server name in TLS.
    public var isAddress: Bool { host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } }
}
