// The keys of one mapping, each to be asked for: what nobody asked for is an error with its line, never ignored.

/// A mapping that is being read.
struct ConfigFields {
    let node: ConfigNode
    private var left: [(key: ConfigNode, name: String, value: ConfigNode)] = []
    private var asked: [String] = []
    /// Those of its values; they are thrown when all have been asked for.
    var mistakes = ConfigMistakes()

    init(_ node: ConfigNode) throws(UserError) {
        self.node = node
        for (key, value) in try node.pairs() {
            guard let name = mistakes.attempt({ () throws(UserError) in try key.text() }) else { continue }
            if left.contains(where: { $0.name == name }) {
                mistakes.note(key.error("the key \(name) stands twice"))
            } else {
                left.append((key, name, value))
            }
        }
    }

    /// Whether a key with a value is still to be taken.
    func has(_ name: String) -> Bool { left.contains { $0.name == name && !$0.value.isNull } }

    /// The value of a key, read; nil if it is absent, null or wrong. What is wrong is thrown by `finish`.
    mutating func read<Value>(_ name: String, _ body: (ConfigNode) throws(UserError) -> Value) -> Value? {
        guard let value = take(name) else { return nil }
        return mistakes.attempt { () throws(UserError) in try body(value) }
    }

    /// The value of a key, nil if it is absent or null.
    mutating func take(_ name: String) -> ConfigNode? {
        asked.append(name)
        guard let index = left.firstIndex(where: { $0.name == name }) else { return nil }
        let value = left.remove(at: index).value
        return value.isNull ? nil : value
    }

    /// The same, but an empty text is a value.
    mutating func takeRaw(_ name: String) -> ConfigNode? {
        asked.append(name)
        guard let index = left.firstIndex(where: { $0.name == name }) else { return nil }
        return left.remove(at: index).value
    }

    mutating func need(_ name: String) throws(UserError) -> ConfigNode {
        guard let value = take(name) else { throw node.error("\(name) is missing") }
        return value
    }

    /// Takes keys that are known but not done, with their places.
    mutating func takeAll(_ names: Set<String>) -> [(name: String, place: String)] {
        let found = left.filter { names.contains($0.name) }.map { ($0.name, $0.key.place) }
        left.removeAll { names.contains($0.name) }
        return found
    }

    /// Keys nobody asked for that are told.
    static let strayLimit = 100

    /// Every key has been asked for and could be read, or this throws all that is wrong.
    func finish() throws(UserError) {
        var all = mistakes
        for stray in left.prefix(Self.strayLimit) { all.note(words(stray)) }
        try all.finish()
    }

    private func words(_ stray: (key: ConfigNode, name: String, value: ConfigNode)) -> UserError {
        let near = asked.min { Spelling.distance($0, stray.name) < Spelling.distance($1, stray.name) }
        let hint = near.flatMap { Spelling.distance($0, stray.name) <= 3 ? $0 : nil }
        return stray.key.error(
            "no key \"\(stray.name)\" here"
                + (hint.map { "; did you mean \($0)?" } ?? "; known: \(asked.joined(separator: ", "))"))
    }
}
