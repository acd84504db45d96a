// A user and password that somebody wrote into an address: taken out as credentials, and never shown. Not a general URL parser.

extension TargetURL {
    /// An address without its user and password, and those as basic auth; nil if it names none.
    ///
    /// - Parameter text: `http://user:password@host/`, percent-encoded where it must be.
    public static func parted(_ text: String) -> (address: String, credentials: HTTPCredentials?) {
        let scheme = scheme(of: text)
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return (text, nil) }
        let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let password = parts.count > 1 ? decoded(parts[1]) : ""
        return (
            scheme + text[text.index(after: at)...],
            .basic(user: decoded(parts.first ?? ""), Secret(password))
        )
    }

    /// An address for messages: whatever stands before an `@` may be a password, wherever its writer meant it to end.
    public static func shown(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        return scheme(of: text) + "..." + text[at...]
    }

    private static func scheme(of text: String) -> String {
        guard let end = text.firstRange(of: "://"), text[..<end.lowerBound].allSatisfy({ $0.isLetter }) else {
            return ""
        }
        return String(text[..<end.upperBound])
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = [], rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == 0x25, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
