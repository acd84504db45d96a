// A rule's words with names in double braces: split for whoever checks them, counts on them or fills them. It knows no names.

/// `{{place}}: too hot on {{extent}}`
struct WordTemplate {
    private enum Part {
        case words(Substring)
        case name(String)
    }

    private var parts: [Part] = []
    /// Braces open that nothing closes; they are words.
    private(set) var isOpen = false

    init(_ text: String) {
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                isOpen = true
                break
            }
            parts.append(.words(rest[..<open.lowerBound]))
            parts.append(.name(rest[open.upperBound..<close.lowerBound].filter { $0 != " " }))
            rest = rest[close.upperBound...]
        }
        parts.append(.words(rest))
    }

    /// What it asks for, in its order.
    var names: [String] { parts.compactMap { if case .name(let name) = $0 { name } else { nil } } }

    /// The words with their values; nothing in place of a name without one.
    func filled(_ values: [String: String]) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .words(let words): text += words
            case .name(let name): text += values[name] ?? ""
            }
        }
    }
}
