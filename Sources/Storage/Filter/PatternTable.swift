// The machine that runs: a table of states and byte classes, one look-up per byte of text whatever the pattern.
// Made once by subset construction; a pattern whose table would grow past its bound is refused, never run slowly.

/// A deterministic machine.
struct PatternTable: Sendable {
    static let stateLimit = 300
    /// In place of a state: the text is accepted, or can no longer be.
    static let accepted = UInt16.max
    static let refused = UInt16.max - 1

    /// Class of each byte.
    private var classes = [UInt8](repeating: 0, count: 256)
    private var classCount = 1
    /// State after `state * classCount + class`.
    private var next: [UInt16] = []
    /// Whether the text may end in each state.
    private var endsWell: [Bool] = []
    private var first: UInt16 = 0

    /// Whether the machine accepts the text.
    func accepts(_ text: some Sequence<UInt8>) -> Bool {
        var state = first
        for byte in text {
            guard state < Self.refused else { break }
            state = next[Int(state) * classCount + Int(classes[Int(byte)])]
        }
        return state == Self.accepted || (state != Self.refused && endsWell[Int(state)])
    }

    init(_ program: PatternProgram) throws(PatternError) {
        let steps = program.steps
        divide(steps)
        let representatives = (0..<classCount).map { number in UInt8(classes.firstIndex { $0 == number } ?? 0) }
        var known: [[Int]: UInt16] = [:]
        var sets: [[Int]] = []
        func number(_ set: [Int], isFirst: Bool = false) throws(PatternError) -> UInt16 {
            if set.contains(where: { steps[$0] == .matched }) { return Self.accepted }
            if set.isEmpty { return Self.refused }
            if !isFirst, let state = known[set] { return state }
            guard sets.count < Self.stateLimit else {
                throw PatternError(offset: 0, reason: "the pattern has too many ways to match; make it simpler")
            }
            if !isFirst { known[set] = UInt16(sets.count) }
            sets.append(set)
            return UInt16(sets.count - 1)
        }
        first = try number(Self.closure([0], steps, atStart: true), isFirst: true)
        var state = 0
        while state < sets.count {
            endsWell.append(
                Self.closure(sets[state], steps, atStart: state == 0, atEnd: true).contains { steps[$0] == .matched })
            for byte in representatives {
                var after = [0]
                for step in sets[state] {
                    if case .take(let set) = steps[step], set.contains(byte) { after.append(step + 1) }
                }
                next.append(try number(Self.closure(after, steps)))
            }
            state += 1
        }
    }

    /// Bytes that no step tells apart share a class.
    private mutating func divide(_ steps: [PatternProgram.Step]) {
        for step in steps {
            guard case .take(let set) = step else { continue }
            var split: [UInt16: UInt8] = [:]
            for byte in 0..<256 {
                let key = UInt16(classes[byte]) << 1 | (set.contains(UInt8(byte)) ? 1 : 0)
                if split[key] == nil { split[key] = UInt8(split.count) }
                classes[byte] = split[key] ?? 0
            }
            classCount = split.count
        }
    }

    /// Steps reachable without taking a byte, in order; only those that wait for a byte or an end, or have matched.
    private static func closure(
        _ from: [Int], _ steps: [PatternProgram.Step], atStart: Bool = false, atEnd: Bool = false
    ) -> [Int] {
        var seen = [Bool](repeating: false, count: steps.count)
        var stack = from
        var result: [Int] = []
        while let step = stack.popLast() {
            guard step < steps.count, !seen[step] else { continue }
            seen[step] = true
            switch steps[step] {
            case .jump(let target): stack.append(target)
            case .fork(let left, let right): stack += [left, right]
            case .start: if atStart { stack.append(step + 1) }
            case .end:
                if atEnd { stack.append(step + 1) }
                result.append(step)
            case .take, .matched: result.append(step)
            }
        }
        return result.sorted()
    }
}
