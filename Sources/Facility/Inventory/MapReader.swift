// Strict reading of one mapping: unknown and doubled keys are faults with a place, values of a wrong kind as well.

/// A mapping whose keys are all known.
public struct MapReader {
    /// The mapping itself.
    public let node: SourceNode
    private let what: String

    /// - Parameter what: for errors: `a rack`.
    public init(_ node: SourceNode, _ what: String, keys: [String]) throws(TextFault) {
        guard let map = node.map else { throw node.fault("\(what) is a mapping with \(keys.joined(separator: ", "))") }
        var seen = Set<String>()
        for entry in map {
            guard keys.contains(entry.key) else {
                throw TextFault(
                    line: entry.line, column: entry.column,
                    reason: "\(what) has no \"\(entry.key)\"; known: \(keys.joined(separator: ", "))")
            }
            guard seen.insert(entry.key).inserted else {
                throw TextFault(line: entry.line, column: entry.column, reason: "\"\(entry.key)\" stands here twice")
            }
        }
        self.node = node
        self.what = what
    }

    /// The value, nil if the key is absent or null.
    public subscript(key: String) -> SourceNode? {
        guard let value = node[key], !value.isNull else { return nil }
        return value
    }

    /// A scalar as written, nil if the key is absent or null.
    ///
    /// - Throws: at the value's place if it is a list or a mapping.
    public func text(_ key: String) throws(TextFault) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.text else { throw value.fault("\(key) is a word, not \(value.kind)") }
        return text
    }

    /// The same for a key that must be there.
    ///
    /// - Throws: also if it is absent, null or empty.
    public func require(_ key: String) throws(TextFault) -> String {
        guard let text = try text(key), !text.isEmpty else { throw node.fault("\(what) needs \(key)") }
        return text
    }

    /// A whole number, nil if the key is absent or null.
    ///
    /// - Throws: at the value's place if it is no whole number or outside the range.
    public func int(_ key: String, _ range: ClosedRange<Int>) throws(TextFault) -> Int? {
        guard let value = self[key] else { return nil }
        guard let int = value.int, range.contains(int) else {
            throw value.fault("\(key) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return int
    }

    /// A truth value, nil if the key is absent or null.
    ///
    /// - Throws: at the value's place if it is neither true nor false.
    public func flag(_ key: String) throws(TextFault) -> Bool? {
        guard let value = self[key] else { return nil }
        guard let flag = value.flag else { throw value.fault("\(key) is true or false") }
        return flag
    }

    /// The items of a list; a single value counts as a list of one.
    public func list(_ key: String) throws(TextFault) -> [SourceNode] {
        guard let value = self[key] else { return [] }
        return value.list ?? [value]
    }

    /// One of a few words.
    public func choice<T: RawRepresentable & CaseIterable>(_ key: String, _ type: T.Type) throws(TextFault) -> T?
    where T.RawValue == String {
        guard let value = self[key] else { return nil }
        guard let choice = value.text.flatMap({ T(rawValue: $0) }) else {
            throw value.fault("\(key) is one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
