// Names that must not leave the house, replaced consistently while a recording is read: hosts, addresses, UUIDs, serials, jobs, pods,
// namespaces. Places, models, drivers and numbers stay: they are what an incident is about. Texts that people or programs wrote freely are no
// names and may hold any: they go wholly.

import Synchronization
import Telemetry

/// Each name becomes a kind and a number, the same one everywhere.
public final class Anonymiser: Sendable {
    private struct State {
        var names: [String: String] = [:]
        var counts: [String: Int] = [:]
        /// New names by other spellings of the old ones: sentences write hosts in capitals or without them. Whoever really bears such a spelling comes first.
        var spellings: [String: String] = [:]
        /// Lengths of the names that begin with some bytes, the greatest first.
        var lengths: [UInt32: [Int]] = [:]
        /// Files whose names are known.
        var files = Set<String>()
        /// What stands in place of a whole text.
        var texts: [String: String] = [:]
        /// New names of machines, and which long form a short one stands for, by the short form.
        var machines: [String: (new: String, full: String?)] = [:]
        /// Short forms that are hosts of their own beside a long one.
        var apart = Set<String>()
    }

    private let state = Mutex(State())

    public init() {}

    /// A file's names are learned once.
    func takesUp(_ path: String) -> Bool { state.withLock { $0.files.insert(path).inserted } }

    /// A host keeps its port, a network its length.
    ///
    /// - Parameter kind: `host`, `job`, ...; the beginning of the new name.
    public func replace(_ name: String, _ kind: String) -> String {
        guard kind == "host" || kind == "address" else { return take(name, kind) }
        let parts = Endpoint(name)
        return parts.before + take(parts.name, kind) + parts.after
    }

    private func take(_ name: String, _ kind: String) -> String {
        guard !name.isEmpty else { return name }
        return state.withLock { state in
            if let known = state.names[name] { return known }
            let new = (kind == "host" ? Self.machine(name, &state) : nil) ?? Self.next(kind, &state)
            Self.register(name, new, &state)
            // In the name of a metric it has no other marks than `_`.
            let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            if plain.utf8.count >= 5, plain.contains(where: \.isNumber) { Self.register(plain, new, &state) }
            return new
        }
    }

    private static func next(_ kind: String, _ state: inout State) -> String {
        state.counts[kind, default: 0] += 1
        return "\(kind)-\(state.counts[kind]!)"
    }

    private static func register(_ name: String, _ new: String, _ state: inout State) {
        guard state.names[name] == nil else { return }
        state.names[name] = new
        index(name, &state)
        // A word without a number, such as a job `gpu`, is a word in capitals.
        guard name.contains(where: \.isNumber) else { return }
        for spelling in [name.lowercased(), name.uppercased()]
        where spelling != name && state.spellings[spelling] == nil {
            state.spellings[spelling] = new
            index(spelling, &state)
        }
    }

    private static func index(_ name: String, _ state: inout State) {
        let bytes = Array(name.utf8)
        guard bytes.count >= prefix else { return }
        let lengths = Set(state.lengths[key(bytes[...])] ?? []).union([bytes.count])
        state.lengths[key(bytes[...])] = lengths.sorted(by: >)
    }

    /// The new name of `n7` is that of `n7.corp.example`, whichever was met first. Of two domains with an `n7` each the first has it.
    private static func machine(_ name: String, _ state: inout State) -> String? {
        guard name.contains(where: \.isLetter), !isAddress(name) else { return nil }
        let short = String(name.prefix { $0 != "." }), full = short == name ? nil : name
        guard !short.isEmpty, !state.apart.contains(short) else { return nil }
        guard let known = state.machines[short] else {
            let new = next("host", &state)
            state.machines[short] = (new, full)
            // `node` of node.example is a word.
            if full != nil, short.contains(where: \.isNumber) { register(short, new, &state) }
            return new
        }
        guard full == nil || known.full == nil || known.full == full else { return nil }
        state.machines[short] = (known.new, full ?? known.full)
        return known.new
    }

    /// A hall in which `n7` and `n7.corp.example` are two hosts keeps two. Asked before the first of them is replaced.
    func keepApart(_ hosts: [String]) {
        let shorts = Dictionary(grouping: Set(hosts)) { String($0.prefix { $0 != "." }) }
        state.withLock { state in
            for (short, own) in shorts where own.count > 1 && own.contains(short) { state.apart.insert(short) }
        }
    }

    /// What stands in place of a free text: its new name if it is a name and nothing else, or `text-7`.
    func placeholder(_ text: String) -> String {
        guard !text.isEmpty else { return text }
        return state.withLock { state in
            if let known = state.names[text] ?? state.texts[text] { return known }
            state.texts[text] = "text-\(state.texts.count + 1)"
            return state.texts[text]!
        }
    }

    /// Names are learned before texts are counted: a text may turn out to be one.
    func forgetTexts() { state.withLock { $0.texts = [:] } }

    /// A text with every known name in it replaced, the longest where several begin, each where it stands as a word of its own: `node1` is no
    /// part of `node12`.
    public func scrub(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return state.withLock { state in
            if let known = state.names[text] { return known }
            var result: [UInt8] = [], copied = 0, position = 0
            while position < bytes.count {
                guard
                    let (name, length) = Self.name(in: bytes, at: position, state)
                        ?? Self.short(bytes, at: position, state)
                else {
                    position += 1
                    continue
                }
                result += bytes[copied..<position] + Array(name.utf8)
                position += length
                if name.hasPrefix("host-") { position += Self.domain(bytes[position...]) }
                copied = position
            }
            return copied == 0 ? text : String(decoding: result + bytes[copied...], as: UTF8.self)
        }
    }

    /// The new name for what stands at a position, and how many bytes that takes.
    private static func name(in bytes: [UInt8], at position: Int, _ state: State) -> (String, Int)? {
        let rest = bytes[position...]
        for length in state.lengths[key(rest)] ?? [] where length <= rest.count {
            let word = rest.prefix(length)
            guard standsAlone(bytes, position..<position + length) else { continue }
            let old = String(decoding: word, as: UTF8.self)
            if let name = state.names[old] ?? state.spellings[old] { return (name, length) }
        }
        return nil
    }

    /// How many bytes the domain takes behind a host: `.corp.example` names the house.
    private static func domain(_ bytes: ArraySlice<UInt8>) -> Int {
        var length = 0
        while bytes.dropFirst(length).first == UInt8(ascii: ".") {
            let label = bytes.dropFirst(length + 1).prefix { isWord($0) || $0 == UInt8(ascii: "-") }
            guard !label.isEmpty else { break }
            length += 1 + label.count
        }
        return length
    }

    /// A name that begins or ends with a mark of its own needs no other.
    private static func standsAlone(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let (first, end) = (range.lowerBound, range.upperBound)
        return (first == 0 || !isWord(bytes[first - 1]) || !isWord(bytes[first]))
            && (end == bytes.count || !isWord(bytes[end]) || !isWord(bytes[end - 1]))
    }

    /// The new name for a short one that stands alone between other characters.
    private static func short(_ bytes: [UInt8], at position: Int, _ state: State) -> (String, Int)? {
        guard isWord(bytes[position]), position == 0 || !isWord(bytes[position - 1]) else { return nil }
        let word = bytes[position...].prefix(prefix).prefix { isWord($0) }
        let length = word.count
        // A number is a value more often than a name.
        guard length < prefix, word.contains(where: { $0 > 0x39 }) else { return nil }
        let old = String(decoding: bytes[position..<position + length], as: UTF8.self)
        return (state.names[old] ?? state.spellings[old]).map { ($0, length) }
    }

    /// Letters, digits, and every byte of other scripts.
    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Bytes by which names are looked for within a text.
    private static let prefix = 3

    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(prefix).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// What was replaced, and what can not be known, for the user.
    public var report: [String] {
        state.withLock { state in
            var said = state.counts.keys.sorted().map {
                "replaced \(Plural.counted(state.counts[$0]!, "name")) of kind \($0)"
            }
            if !state.texts.isEmpty {
                said.append(
                    "replaced \(Plural.counted(state.texts.count, "text")) wholly: command lines, notes, bad lines, bookmarks"
                )
            }
            return (said.isEmpty ? ["nothing had to be replaced"] : said) + [Self.limit]
        }
    }

    private static let limit =
        "a name that neither its label nor its look tells of is not known as one: look through the copy before you give it away"
}
