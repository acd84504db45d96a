// Host lists as Slurm and people write them: `a[01-24]`, `a01-c[01-08,10-18]`, also several ranges in one name.

import Telemetry

/// Expansion and compression of names with number ranges.
public enum NameRange {
    /// Names that one pattern may make: fifty times the hosts of the hall that vigie was made for.
    public static let limit = 250_000

    /// `01-08`: numbers from one to the other, either way, with their padding.
    private struct Span {
        let first: Int, last: Int, width: Int

        var count: Int { abs(last - first) + 1 }
        /// Written downwards it counts downwards: trays are often listed from the top.
        var names: [String] {
            let rising = min(first, last)...max(first, last)
            return (first <= last ? Array(rising) : rising.reversed()).map { padded($0, width) }
        }
    }

    /// A part of a pattern: text, or numbers.
    private enum Piece {
        case text(String)
        case numbers([Span])
    }

    /// - Returns: all names in order, the last range running fastest; nil if the pattern is malformed or too large. A backslash takes a
    ///   bracket or a backslash behind it as written.
    public static func expand(_ pattern: String) -> [String]? {
        guard let pieces = pieces(pattern), count(pieces) <= limit else { return nil }
        var names = [""]
        for piece in pieces {
            switch piece {
            case .text(let text): names = names.map { $0 + text }
            case .numbers(let spans):
                let numbers = spans.flatMap(\.names)
                names = names.flatMap { name in numbers.map { name + $0 } }
            }
        }
        return names
    }

    /// Why `expand` makes nothing of a pattern, with the mend; nil if it does.
    static func fault(_ pattern: String) -> String? {
        guard let pieces = pieces(pattern) else {
            return
                "\"\(pattern.prefix(80))\" is no range; write A01, A[01-24] or A[1,3-5], a bracket of the name as \\["
        }
        let count = count(pieces)
        guard count > limit else { return nil }
        let words = count == .max ? "more than can be counted" : Plural.counted(count, "name")
        return "\"\(pattern.prefix(80))\" makes \(words), at most \(limit) in one entry; write several entries"
    }

    /// How many names the pieces make; `Int.max` if they are past counting.
    private static func count(_ pieces: [Piece]) -> Int {
        pieces.reduce(1) { count, piece in
            guard case .numbers(let spans) = piece else { return count }
            let (product, overflow) = count.multipliedReportingOverflow(by: spans.reduce(0) { $0 + $1.count })
            return overflow ? .max : product
        }
    }

    /// nil if the pattern is malformed.
    private static func pieces(_ pattern: String) -> [Piece]? {
        guard pattern.utf8.count <= 512 else { return nil }
        var pieces: [Piece] = [], literal = "", rest = Substring(pattern)
        while let character = rest.popFirst() {
            switch character {
            case "\\" where rest.first.map(isSpecial) == true: literal.append(rest.removeFirst())
            case "]": return nil
            case "[":
                guard let close = rest.firstIndex(of: "]"), let spans = spans(rest[..<close]) else { return nil }
                pieces += [.text(literal), .numbers(spans)]
                literal = ""
                rest = rest[rest.index(after: close)...]
            default: literal.append(character)
            }
        }
        return pieces + [.text(literal)]
    }

    private static func isSpecial(_ character: Character) -> Bool {
        character == "[" || character == "]" || character == "\\"
    }

    /// A name as a pattern that makes just this name.
    static func escaped(_ name: String) -> String {
        guard name.contains(where: isSpecial) else { return name }
        return name.reduce(into: "") { $0 += isSpecial($1) ? "\\" + String($1) : String($1) }
    }

    /// `01-08,10`; nil if malformed.
    private static func spans(_ text: Substring) -> [Span]? {
        var spans: [Span] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2,
                ends.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy(isDigit) }),
                let first = Int(ends[0]), let last = Int(ends[ends.count - 1])
            else { return nil }
            // Either end may show the padding: 01-18, and 18-01.
            let width = ends.map { $0.first == "0" ? $0.utf8.count : 1 }.max() ?? 1
            spans.append(Span(first: first, last: last, width: width))
        }
        return spans
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The shortest patterns of names that differ only in their last number; of each name its own where they do not.
    public static func compress(_ names: [String]) -> [String] {
        var out: [String] = []
        var run: (head: String, width: Int, first: Int, last: Int)?
        func flush() {
            guard let run else { return }
            let first = padded(run.first, run.width)
            out.append(
                run.first == run.last
                    ? escaped(run.head) + first : "\(escaped(run.head))[\(first)-\(padded(run.last, run.width))]")
        }
        for name in names {
            let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
            guard (1...6).contains(digits.count), let number = Int(String(digits.reversed())) else {
                flush()
                run = nil
                out.append(escaped(name))
                continue
            }
            let head = String(name.dropLast(digits.count))
            let width = digits.last == "0" ? digits.count : 1
            let isNext = run.map {
                $0.head == head && $0.last + 1 == number && padded(number, $0.width) == String(digits.reversed())
            }
            if isNext == true {
                run!.last = number
            } else {
                flush()
                run = (head, width, number, number)
            }
        }
        flush()
        return out
    }
}
