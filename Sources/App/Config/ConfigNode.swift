// One node of a YAML or JSON file together with its place: typed reads that fail with file, line, column and the mend.

import Yams

/// What is written somewhere in a file.
struct ConfigNode {
    static let textLimit = 64 << 20

    let node: Node
    let file: String

    /// The whole file; nil if it is empty.
    static func parse(_ text: String, file: String) throws(UserError) -> ConfigNode? {
        guard text.utf8.count <= textLimit else { throw UserError("\(file):1:1: larger than \(textLimit >> 20) MiB") }
        do {
            guard let node = try Yams.compose(yaml: text, .basic), !isNothing(node) else { return nil }
            return ConfigNode(node: node, file: file)
        } catch let error as YamlError {
            throw UserError(YAMLFault.words(error, file: file, text: text))
        } catch {
            throw UserError("\(file):1:1: \(error)")
        }
    }

    private static func isNothing(_ node: Node) -> Bool { node.scalar?.string == "" && node.scalar?.style == .plain }

    /// `file:line:column`
    var place: String { node.mark.map { "\(file):\($0.line):\($0.column)" } ?? "\(file):1:1" }

    func error(_ reason: String) -> UserError { UserError("\(place): \(reason)") }

    var isNull: Bool { node.scalar.map { ["", "~", "null"].contains($0.string) && $0.style == .plain } ?? false }

    /// A scalar's text, as written.
    func text() throws(UserError) -> String {
        guard let scalar = node.scalar else { throw error("a text is expected here") }
        return scalar.string
    }

    /// What a text stands for, a mistake in it told at its place.
    func parsed<Value>(_ parse: (String) throws(UserError) -> Value) throws(UserError) -> Value {
        let text = try text()
        do throws(UserError) { return try parse(text) } catch { throw self.error(error.description) }
    }

    func bool() throws(UserError) -> Bool {
        switch try text().lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw error("\"\(try text())\" is neither true nor false")
        }
    }

    func number() throws(UserError) -> Double {
        let text = try text()
        guard let value = Double(text), value.isFinite else { throw error("\"\(text)\" is no number") }
        return value
    }

    func integer(_ range: ClosedRange<Int>) throws(UserError) -> Int {
        let text = try text()
        let value = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
        guard let value else { throw error("\"\(text)\" is no whole number") }
        guard range.contains(value) else {
            throw error("\(value) lies outside \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// Milliseconds of `15s`, `1m30s`; a plain 0 is 0.
    func duration() throws(UserError) -> Int64 {
        let text = try text()
        if text == "0" { return 0 }
        do throws(UserError) { return try TimeText.duration(text) } catch { throw self.error(error.description) }
    }

    /// Bytes of `16MB`, `1.5GiB`, `500KB`, each of 1,024 as Prometheus counts them; 0 is no limit.
    func bytes() throws(UserError) -> Int {
        let text = try text().uppercased()
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).replacing("IB", with: "B")
        guard let number = Double(digits),
            let power = ["B", "KB", "MB", "GB", "TB", "PB", "EB"].firstIndex(of: unit) ?? (unit.isEmpty ? 0 : nil)
        else { throw error("\"\(try self.text())\" is no size; write 16MB") }
        return Int(min(number * Double(1 << (10 * power)), Double(1 << 62)))
    }

    func list() throws(UserError) -> [ConfigNode] {
        if isNull { return [] }
        guard let sequence = node.sequence else { throw error("a list is expected here") }
        return sequence.map { ConfigNode(node: $0, file: file) }
    }

    func texts() throws(UserError) -> [String] {
        var texts: [String] = []
        for node in try list() { texts.append(try node.text()) }
        return texts
    }

    /// The name of a label. Prometheus takes any text since version 3; almost every other name is a slip.
    func label(_ warnings: inout [String]) throws(UserError) -> String {
        let name = try text()
        if name.isEmpty { throw error("a label has a name; write letters, digits and _") }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9"), letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        func isLetter(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") || letters.contains(byte | 0x20) }
        if digits.contains(name.utf8.first!) || !name.utf8.allSatisfy({ isLetter($0) || digits.contains($0) }) {
            warnings.append(
                "\(place): few exporters write a label \"\(name)\"; is one of letters, digits and _ meant?")
        }
        return name
    }

    /// A list of texts, or one text alone.
    func oneOrMore() throws(UserError) -> [String] { node.scalar == nil ? try texts() : [try text()] }

    /// Key and value pairs in the order they are written.
    func pairs() throws(UserError) -> [(key: ConfigNode, value: ConfigNode)] {
        var left = Self.mergeLimit
        return try pairs(&left)
    }

    /// Mappings that one may be merged from, those that they are merged from counted: eight of eight of eight are soon a billion.
    private static let mergeLimit = 1_000

    /// - Parameter left: mappings that may still be merged.
    private func pairs(_ left: inout Int) throws(UserError) -> [(key: ConfigNode, value: ConfigNode)] {
        if isNull { return [] }
        guard let mapping = node.mapping else { throw error("keys with values are expected here") }
        let all = mapping.map {
            (key: ConfigNode(node: $0.key, file: file), value: ConfigNode(node: $0.value, file: file))
        }
        var own = all.filter { !$0.key.isMerge }
        guard own.count < all.count else { return own }
        var names = Set(own.compactMap { $0.key.node.scalar?.string })
        for merge in all where merge.key.isMerge {
            let sources = merge.value.node.sequence == nil ? [merge.value] : try merge.value.list()
            for source in sources {
                left -= 1
                guard left >= 0 else {
                    throw merge.key.error("more than \(Self.mergeLimit) mappings are merged here")
                }
                for pair in try source.pairs(&left)
                where names.insert(try pair.key.text()).inserted { own.append(pair) }
            }
        }
        return own
    }

    /// `<<: *defaults`: the pairs of another mapping, where this one has no such key.
    private var isMerge: Bool { node.scalar.map { $0.string == "<<" && $0.style == .plain } ?? false }

    /// One of a few words.
    func choice<T: RawRepresentable & CaseIterable>(_ what: String) throws(UserError) -> T where T.RawValue == String {
        let text = try text()
        guard let value = T(rawValue: text) else {
            throw error("no \(what) \"\(text)\"; known: \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }
}
