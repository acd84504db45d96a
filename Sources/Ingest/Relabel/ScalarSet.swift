// A set of Unicode scalars as sorted ranges: a bracket expression or a class such as \d.

/// Scalars to match.
struct ScalarSet: Hashable, Sendable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    var isInverted = false

    init(_ ranges: [ClosedRange<UInt32>] = []) { self.ranges = ranges }

    mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    mutating func formUnion(_ other: ScalarSet) {
        ranges += other.isInverted ? Self.gaps(other.ranges) : other.ranges
    }

    /// Adds the other case of every ASCII letter.
    mutating func foldCase() {
        for range in ranges {
            let upper = range.clamped(to: 0x41...0x5A), lower = range.clamped(to: 0x61...0x7A)
            if range.overlaps(0x41...0x5A) { ranges.append(upper.lowerBound + 0x20...upper.upperBound + 0x20) }
            if range.overlaps(0x61...0x7A) { ranges.append(lower.lowerBound - 0x20...lower.upperBound - 0x20) }
        }
    }

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isInverted }

    /// Everything that the ranges leave out.
    private static func gaps(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = [], next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10FFFF { gaps.append(next...0x10FFFF) }
        return gaps
    }

    static let digits = ScalarSet([0x30...0x39])
    static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let blanks = ScalarSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])

    /// `[:alpha:]` and its kin.
    static let named: [String: ScalarSet] = [
        "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A]), "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A]),
        "ascii": ScalarSet([0x00...0x7F]), "blank": ScalarSet([0x09...0x09, 0x20...0x20]),
        "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F]), "digit": digits, "graph": ScalarSet([0x21...0x7E]),
        "lower": ScalarSet([0x61...0x7A]), "print": ScalarSet([0x20...0x7E]),
        "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]),
        "space": ScalarSet([0x09...0x0D, 0x20...0x20]), "upper": ScalarSet([0x41...0x5A]), "word": words,
        "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ]
}
