// Host lists as Slurm and people write them: `a[01-24]`, `a01-c[01-08,10-18]`, also several ranges in one name.

/// Expansion and compression of names with number ranges.
public enum NameRange {
    /// Names that one pattern may make.
    public static let limit = 100_000

    /// - Returns: all names in order, the last range running fastest; nil if the pattern is malformed or too large.
    public static func expand(_ pattern: String) -> [String]? {
        guard pattern.utf8.count <= 512 else { return nil }
        var names = [""]
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "[") {
            guard let close = rest[open...].firstIndex(of: "]"),
                let numbers = numbers(rest[rest.index(after: open)..<close]),
                names.count * numbers.count <= limit
            else { return nil }
            let head = rest[..<open]
            guard !head.contains("]") else { return nil }
            names = names.flatMap { name in numbers.map { name + head + $0 } }
            rest = rest[rest.index(after: close)...]
        }
        guard !rest.contains("]") else { return nil }
        return rest.isEmpty ? names : names.map { $0 + rest }
    }

    /// `01-08,10` as text with its padding; nil if malformed.
    private static func numbers(_ text: Substring) -> [String]? {
        var out: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2,
                ends.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy(isDigit) }),
                let first = Int(ends[0]), let last = Int(ends[ends.count - 1]), last - first < limit
            else { return nil }
            let width = ends[0].first == "0" ? ends[0].utf8.count : 1
            // Written downwards it counts downwards: trays are often listed from the top.
            let range = first <= last ? Array(first...last) : Array((last...first).reversed())
            for number in range { out.append(padded(number, width)) }
            guard out.count <= limit else { return nil }
        }
        return out
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The shortest spelling of names that differ only in their last number; the names themselves where they do not.
    public static func compress(_ names: [String]) -> [String] {
        var out: [String] = []
        var run: (head: String, width: Int, first: Int, last: Int)?
        func flush() {
            guard let run else { return }
            let first = padded(run.first, run.width)
            out.append(
                run.first == run.last ? run.head + first : "\(run.head)[\(first)-\(padded(run.last, run.width))]")
        }
        for name in names {
            let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
            guard (1...6).contains(digits.count), let number = Int(String(digits.reversed())) else {
                flush()
                run = nil
                out.append(name)
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
