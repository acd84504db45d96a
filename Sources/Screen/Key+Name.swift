// Keys by name, both ways, as the configuration and the help spell them.

extension Key {
    private static let named: [(String, Key)] = [
        ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab), ("backspace", .backspace),
        ("delete", .delete), ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home),
        ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown), ("space", .character(" ")),
    ]

    /// Reads `j`, `G`, `space`, `ctrl-l`, `f5`, `pagedown`; nil if it is no key.
    public init?(name: String) {
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 1, scalars[0].value > 0x20, scalars[0].value != 0x7F {
            self = .character(scalars[0])
            return
        }
        let folded = name.lowercased()
        if let known = Self.named.first(where: { $0.0 == folded }) {
            self = known.1
        } else if folded.hasPrefix("ctrl-"), scalars.count == 6, let last = folded.unicodeScalars.last,
            ("a"..."z").contains(last)
        {
            self = .control(last)
        } else if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// As `init(name:)` reads it.
    public var name: String {
        switch self {
        case .character(" "): "space"
        case .character(let scalar): String(Character(scalar))
        case .control(let letter): "ctrl-\(Character(letter))"
        case .function(let number): "f\(number)"
        case .mouse: "mouse"
        default: Self.named.first { $0.1 == self }?.0 ?? "?"
        }
    }

    /// As the help prints it: `←`, `PgDn`, `^L`.
    public var label: String {
        switch self {
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .backTab: "S-Tab"
        case .escape: "Esc"
        case .backspace: "Bksp"
        case .control(let letter): "^" + String(Character(letter)).uppercased()
        case .character(" "): "Space"
        case .character(let scalar): String(Character(scalar))
        default: name.prefix(1).uppercased() + name.dropFirst()
        }
    }
}
