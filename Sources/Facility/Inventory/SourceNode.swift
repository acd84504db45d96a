// Decoded text that still knows where it was written. Facility and Alerting read such trees; App makes them from YAML and JSON.

/// A scalar, a list or a mapping, with its line and column.
public struct SourceNode: Sendable {
    /// What is written at a place.
    public enum Value: Sendable {
        case null
        /// As written, without quotes.
        case scalar(String)
        case list([SourceNode])
        /// In the order of the file.
        case map([Entry])
    }

    /// A key with its value.
    public struct Entry: Sendable {
        /// As written, without quotes.
        public let key: String
        /// Where the key stands, 1 based.
        public let line: Int
        /// Where the key begins, 1 based.
        public let column: Int
        /// What stands behind the key, with a place of its own.
        public let value: SourceNode

        public init(key: String, line: Int, column: Int, value: SourceNode) {
            self.key = key
            self.line = line
            self.column = column
            self.value = value
        }
    }

    /// What is written here.
    public let value: Value
    /// 1 based.
    public let line: Int
    /// 1 based.
    public let column: Int

    public init(_ value: Value, line: Int, column: Int) {
        self.value = value
        self.line = line
        self.column = column
    }

    /// Whether nothing is written here, or a null.
    public var isNull: Bool { if case .null = value { true } else { false } }

    /// A scalar as written, nil for anything else.
    public var text: String? { if case .scalar(let text) = value { text } else { nil } }

    /// The items of a list, nil for anything else.
    public var list: [SourceNode]? { if case .list(let list) = value { list } else { nil } }

    /// The entries of a mapping in the order of the file, nil for anything else.
    public var map: [Entry]? { if case .map(let map) = value { map } else { nil } }

    /// A scalar that is a whole number, else nil.
    public var int: Int? { text.flatMap { Int($0) } }

    /// A finite number.
    public var number: Double? { text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

    /// A scalar that is `true`, `yes`, `on`, `false`, `no` or `off` in lower case, else nil.
    public var flag: Bool? {
        switch text {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    /// The value of a key, nil if this is no mapping or has no such key. Of doubles the first.
    public subscript(key: String) -> SourceNode? { map?.first { $0.key == key }?.value }

    /// The mapping without the entry in which a fault lies; nil if this is no mapping or the fault lies in none of its entries.
    ///
    /// - Returns: also the key of that entry.
    public func leavingOut(_ fault: TextFault) -> (node: SourceNode, key: String)? {
        guard let map, let index = map.lastIndex(where: { ($0.line, $0.column) <= (fault.line, fault.column) }) else {
            return nil
        }
        var rest = map
        rest.remove(at: index)
        return (SourceNode(.map(rest), line: line, column: column), map[index].key)
    }

    /// What it is, for errors: `a list`.
    public var kind: String {
        switch value {
        case .null: "nothing"
        case .scalar: "a value"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    /// An error at this place.
    public func fault(_ reason: String) -> TextFault { TextFault(line: line, column: column, reason: reason) }
}
