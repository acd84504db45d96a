// Who may match, found by whole columns: a superset of the matches that is cheap to find where a filter asks for numbers or states (unsafe: an
// array of flags written in one go).

import Telemetry

extension Filter {
    /// Metrics that its tests read, each once.
    public var metrics: [MetricID] {
        var found: [MetricID] = []
        visit(root) { test in
            switch test {
            case .number(.metric(let id), _, _), .bits(let id, _), .unknown(.metric(let id)):
                if !found.contains(id) { found.append(id) }
            default: break
            }
        }
        return found
    }

    /// Whether it asks for states: then it wants to see what does not report as well.
    public var asksForState: Bool {
        var asks = false
        visit(root) { test in if case .state = test { asks = true } }
        return asks
    }

    /// Whether it asks for marks, which somebody has to make first.
    public var asksForMark: Bool {
        var asks = false
        visit(root) { test in if case .mark = test { asks = true } }
        return asks
    }

    /// Whether it only looks for words in whatever text there is: enough to find somebody, too little for a rule.
    public var asksForWordsAlone: Bool {
        var isAlone = true
        visit(root) { test in if case .text = test {} else { isAlone = false } }
        return isAlone
    }

    /// Whether one of several tests is enough.
    public var isChoice: Bool { if case .any(let nodes) = root { nodes.count > 1 } else { false } }

    private func visit(_ node: FilterNode, _ body: (FilterTest) -> Void) {
        switch node {
        case .test(let test): body(test)
        case .not(let inner): visit(inner, body)
        case .all(let nodes), .any(let nodes): for node in nodes { visit(node, body) }
        }
    }

    /// GPUs or trays outside of which nothing matches, rising.
    ///
    /// - Parameter column: the values of a metric of that kind of entity at the moment.
    public func candidates(
        of kind: EntityKind, in source: FilterSource, column: (MetricID) -> [Float]
    ) -> [Int] {
        let snapshot = source.snapshot
        let count = kind == .gpu ? snapshot.topology.gpuCount : snapshot.topology.trays.count
        guard let may = may(root, kind, count, source, column) else { return Array(0..<count) }
        return may.indices.filter { may[$0] }
    }

    /// One flag per entity; nil: anyone may match.
    private func may(
        _ node: FilterNode, _ kind: EntityKind, _ count: Int, _ source: FilterSource, _ column: (MetricID) -> [Float]
    ) -> [Bool]? {
        switch node {
        case .test(let test): return may(test, kind, count, source, column)
        case .not: return nil
        case .all(let nodes):
            var both: [Bool]?
            for node in nodes {
                guard let flags = may(node, kind, count, source, column) else { continue }
                guard let known = both else {
                    both = flags
                    continue
                }
                both = zip(known, flags).map { $0 && $1 }
            }
            return both
        case .any(let nodes):
            var either = [Bool](repeating: false, count: count)
            for node in nodes {
                guard let flags = may(node, kind, count, source, column) else { return nil }
                for index in flags.indices where flags[index] { either[index] = true }
            }
            return either
        }
    }

    private func may(
        _ test: FilterTest, _ kind: EntityKind, _ count: Int, _ source: FilterSource, _ column: (MetricID) -> [Float]
    ) -> [Bool]? {
        let snapshot = source.snapshot
        switch test {
        case .state(let states):
            let asked = states.reduce(into: UInt8(0)) { $0 |= 1 << $1.rawValue }
            return (0..<count).map { index in
                let state = kind == .gpu ? snapshot.gpuState(index) : snapshot.trayState(index)
                return asked >> state.rawValue & 1 == 1
            }
        case .bits(let metric, let bits) where snapshot.catalogue[metric].entity == kind:
            return (source.columns[metric.index] ?? column(metric)).map { value in
                value >= 0 && value < 4e9 && UInt32(value) & bits != 0
            }
        case .number(.metric(let metric), let comparison, let numbers) where snapshot.catalogue[metric].entity == kind:
            let values = source.columns[metric.index] ?? column(metric)
            guard values.count == count else { return nil }
            // As the question itself compares, with the limit as stored; only equality has a tolerance, which is asked about exactly later.
            let limit = Float(numbers.first?.value ?? .nan)
            switch comparison {
            case .greater: return Self.flags(values) { $0 > limit }
            case .atLeast: return Self.flags(values) { $0 >= limit }
            case .less: return Self.flags(values) { $0 < limit }
            case .atMost: return Self.flags(values) { $0 <= limit }
            case .equal:
                let wanted = numbers.map { number in
                    let value = Float(number.value)
                    return (value: value, tolerance: Float(number.tolerance) + abs(value) * 1e-5)
                }
                return values.map { value in wanted.contains { abs(value - $0.value) <= $0.tolerance } }
            case .unequal: return Self.flags(values) { $0 == $0 }
            }
        default: return nil
        }
    }

    /// Of every value whether it holds, in a loop that the compiler does for several at once.
    @inline(__always)
    private static func flags(_ values: [Float], _ holds: (Float) -> Bool) -> [Bool] {
        [Bool](unsafeUninitializedCapacity: values.count) { flags, count in
            values.withUnsafeBufferPointer { values in
                for index in values.indices { flags[index] = holds(values[index]) }
            }
            count = values.count
        }
    }
}
