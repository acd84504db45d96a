// A drawn view, and where two of them differ, in words short enough to be read.

/// One view's picture as text.
struct Picture: Sendable {
    static let wordLimit = 200

    let view: String
    let text: String

    /// The first line that is not the same, from a little before the difference on; nil if there is none.
    func difference(from other: Picture) -> String? {
        guard text != other.text else { return nil }
        let own = lines, others = other.lines
        let line = zip(own, others).enumerated().first { $1.0 != $1.1 }?.offset ?? min(own.count, others.count)
        func part(_ lines: [[Character]], _ start: Int) -> String {
            guard lines.indices.contains(line) else { return "nothing" }
            return String(lines[line].dropFirst(start).prefix(70))
        }
        let pair = line < min(own.count, others.count) ? zip(own[line], others[line]).enumerated() : nil
        let column = pair?.first { $1.0 != $1.1 }?.offset ?? 0
        let start = max(0, column - 25)
        let words = "\(view), line \(line): `\(part(own, start))` instead of `\(part(others, start))`"
        return String(words.prefix(Self.wordLimit))
    }

    /// The first difference of two lists of pictures.
    static func difference(_ pictures: [Picture], from others: [Picture]) -> String? {
        guard pictures.count == others.count else { return "\(pictures.count) pictures instead of \(others.count)" }
        return zip(pictures, others).lazy.compactMap { $0.difference(from: $1) }.first
    }

    private var lines: [[Character]] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.map { $0 == "\u{1B}" ? "␛" : $0 } }
    }
}
