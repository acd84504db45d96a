// A compiled expression that must fit a whole text and hands out its groups. Time is bounded by text times program, always:
// label values come from strangers. (Pike's machine: all alternatives advance together, one scalar at a time.)

/// As Prometheus' rules use them: anchored on both sides.
public struct RelabelPattern: Sendable {
    /// Longer texts match nothing.
    public static let textLimit = 65_536

    /// As written, without the anchors.
    public let text: String
    private let program: RelabelProgram
    private let slots: Int
    private let names: [String: Int]

    /// - Throws: where the expression is no valid one, or that it is too long.
    public init(_ text: String) throws(RelabelPatternError) {
        self.text = text
        var parser = RelabelParser(text)
        let (node, groups) = try parser.parse()
        program = try RelabelProgram(node)
        slots = groups * 2 + 2
        names = parser.names
    }

    /// The text of every group, the whole match first; nil if the text does not fit. A group that took no part is empty.
    public func groups(in text: String) -> [String]? {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.textLimit, let found = run(scalars) else { return nil }
        var groups = [text]
        for number in 1..<max(1, slots / 2) {
            let from = found[number * 2], to = found[number * 2 + 1]
            guard from >= 0, to >= from else {
                groups.append("")
                continue
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[from..<to])
            groups.append(String(view))
        }
        return groups
    }

    /// Whether the whole text fits.
    public func matches(_ text: String) -> Bool { groups(in: text) != nil }

    /// `$1`, `${1}`, `$name`, `${name}`, `$$` in a replacement, filled in.
    public func expand(_ template: String, _ groups: [String]) -> String {
        guard template.contains("$") else { return template }
        var result = "", rest = Substring(template)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
                continue
            }
            let isBraced = rest.first == "{"
            let body = isBraced ? rest.dropFirst() : rest
            let name = body.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            let after = body.dropFirst(name.count)
            guard !name.isEmpty, !isBraced || after.first == "}" else {
                result += "$"
                continue
            }
            rest = isBraced ? after.dropFirst() : after
            if let number = Int(name) ?? names[String(name)], groups.indices.contains(number) {
                result += groups[number]
            }
        }
        return result + rest
    }

    private struct Thread {
        var step: Int
        var saved: [Int]
    }

    private func run(_ scalars: [Unicode.Scalar]) -> [Int]? {
        var current: [Thread] = [], following: [Thread] = []
        var seen = [Int](repeating: -1, count: program.steps.count)
        add(Thread(step: 0, saved: Array(repeating: -1, count: slots)), to: &current, &seen, scalars, 0)
        for at in 0...scalars.count {
            var matched: [Int]?
            for thread in current {
                switch program.steps[thread.step] {
                case .matched: matched = thread.saved
                case .take(let set):
                    if at < scalars.count, set.contains(scalars[at].value) {
                        add(
                            Thread(step: thread.step + 1, saved: thread.saved), to: &following, &seen, scalars, at + 1)
                    }
                default: break
                }
                if matched != nil { return matched }
            }
            if following.isEmpty { return nil }
            swap(&current, &following)
            following.removeAll(keepingCapacity: true)
        }
        return nil
    }

    /// Follows jumps from a thread's step to the steps that take a scalar; each step once per position, preferred ones first.
    private func add(
        _ thread: Thread, to list: inout [Thread], _ seen: inout [Int], _ scalars: [Unicode.Scalar], _ at: Int
    ) {
        var pending = [thread]
        while var next = pending.popLast() {
            guard seen[next.step] != at else { continue }
            seen[next.step] = at
            switch program.steps[next.step] {
            case .take, .matched: list.append(next)
            case .jump(let target):
                next.step = target
                pending.append(next)
            case .fork(let first, let second):
                pending.append(Thread(step: second, saved: next.saved))
                next.step = first
                pending.append(next)
            case .save(let slot):
                next.saved[slot] = at
                next.step += 1
                pending.append(next)
            case .start: if at == 0 { pending.append(Thread(step: next.step + 1, saved: next.saved)) }
            case .end: if at == scalars.count { pending.append(Thread(step: next.step + 1, saved: next.saved)) }
            case .wordBoundary, .noWordBoundary:
                let wanted = if case .wordBoundary = program.steps[next.step] { true } else { false }
                if isBoundary(scalars, at) == wanted { pending.append(Thread(step: next.step + 1, saved: next.saved)) }
            }
        }
    }

    private func isBoundary(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
        let before = at > 0 && ScalarSet.words.contains(scalars[at - 1].value)
        let after = at < scalars.count && ScalarSet.words.contains(scalars[at].value)
        return before != after
    }
}
