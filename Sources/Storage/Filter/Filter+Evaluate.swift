// Three-valued evaluation: true, false, or unknown. What nobody knows is neither above 85 nor not above 85.

import Telemetry

extension Filter {
    /// Text fields that a lone word is looked for in.
    private static let searched: [FilterField] = [
        .place, .host, .job, .pod, .namespace, .uuid, .model, .driver, .state, .target, .reason,
    ]

    func evaluate(_ node: FilterNode, _ subject: FilterSubject) -> Bool? {
        switch node {
        case .test(let test): return evaluate(test, subject)
        case .not(let inner): return evaluate(inner, subject).map { !$0 }
        case .all(let nodes):
            var result: Bool? = true
            for node in nodes {
                guard let truth = evaluate(node, subject) else {
                    result = nil
                    continue
                }
                if !truth { return false }
            }
            return result
        case .any(let nodes):
            var result: Bool? = false
            for node in nodes {
                guard let truth = evaluate(node, subject) else {
                    result = nil
                    continue
                }
                if truth { return true }
            }
            return result
        }
    }

    private func evaluate(_ test: FilterTest, _ subject: FilterSubject) -> Bool? {
        switch test {
        case .text(let pattern):
            return Self.searched.contains { subject.text($0).map(pattern.matches) ?? false }
        case .field(let field, let patterns):
            if field == .place { return subject.paths.contains { path in patterns.contains { $0.matches(path) } } }
            return subject.text(field).map { text in patterns.contains { $0.matches(text) } }
        case .number(let field, let comparison, let numbers):
            return subject.number(field).map { compare($0, comparison, numbers) }
        case .bits(let metric, let bits):
            return subject.number(.metric(metric)).map { UInt32(exactly: $0).map { $0 & bits != 0 } ?? false }
        case .unknown(let field): return subject.number(field) == nil
        case .state(let states): return states.contains(subject.state)
        case .mark(let marks): return subject.mark.map(marks.contains)
        }
    }

    /// Equal means within a number's tolerance.
    private func compare(_ value: Double, _ comparison: FilterComparison, _ numbers: [FilterNumber]) -> Bool {
        func isNear(_ number: FilterNumber) -> Bool { abs(value - number.value) <= number.tolerance }
        switch comparison {
        case .equal: return numbers.contains(where: isNear)
        case .unequal: return !numbers.contains(where: isNear)
        // Stored values are 32-bit: a limit between two of them must not tip over in the widening.
        default: return comparison.holds(value, numbers.first.map { Double(Float($0.value)) } ?? .nan)
        }
    }
}
