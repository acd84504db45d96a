// A host or an address apart from what stands around it: brackets, a port, the length of a network. No resolver, and no judge of names.

/// `[fe80::1]:9100` in three parts that make it up again.
struct Endpoint {
    private(set) var before = ""
    /// What names somebody.
    private(set) var name: String
    private(set) var after = ""

    /// Whether a port stands behind it.
    var isPort: Bool { after.first == ":" || after.hasPrefix("]:") }

    init(_ text: String) {
        name = text
        if text.hasPrefix("["), let close = text.lastIndex(of: "]") {
            before = "["
            name = String(text[..<close].dropFirst())
            after = String(text[close...])
            return
        }
        guard let mark = text.lastIndex(where: { $0 == ":" || $0 == "/" }), mark != text.startIndex else { return }
        let number = text[text.index(after: mark)...], name = text[..<mark]
        // fe80::1:2 ends in no port.
        guard (1...5).contains(number.utf8.count), number.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            !name.contains("/"), text[mark] == "/" || !name.contains(":")
        else { return }
        if text[mark] == "/", !Anonymiser.isAddress(String(name)) { return }
        self.name = String(name)
        after = String(text[mark...])
    }
}
