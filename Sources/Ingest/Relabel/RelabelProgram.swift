// An expression as a list of steps with jumps (Thompson's construction), bounded in length.
// Source: R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009.

/// Steps of a machine that begins at 0. Slots 2n and 2n + 1 keep where group n begins and ends.
struct RelabelProgram: Sendable {
    enum Step: Sendable {
        case take(ScalarSet)
        case jump(Int)
        /// The first is preferred.
        case fork(Int, Int)
        case save(Int)
        case start, end, wordBoundary, noWordBoundary
        case matched
    }

    static let stepLimit = 10_000

    private(set) var steps: [Step] = []

    init(_ node: RelabelNode) throws(RelabelPatternError) {
        try emit(node)
        // A rule's expression has to fit the whole text.
        try append(.end)
        try append(.matched)
    }

    private mutating func append(_ step: Step) throws(RelabelPatternError) {
        guard steps.count < Self.stepLimit else {
            throw RelabelPatternError(offset: 0, reason: "the expression is too long; make its repetitions smaller")
        }
        steps.append(step)
    }

    private mutating func emit(_ node: RelabelNode) throws(RelabelPatternError) {
        switch node {
        case .empty: break
        case .set(let set): try append(.take(set))
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .choice(let nodes): try emit(choice: nodes)
        case .repeated(let inner, let least, let most, let greedy):
            for _ in 0..<least { try emit(inner) }
            if let most { try emit(inner, upTo: most - least, greedy) } else { try emit(loop: inner, greedy) }
        case .group(let inner, let number):
            try append(.save(number * 2))
            try emit(inner)
            try append(.save(number * 2 + 1))
        case .start: try append(.start)
        case .end: try append(.end)
        case .wordBoundary: try append(.wordBoundary)
        case .noWordBoundary: try append(.noWordBoundary)
        }
    }

    private mutating func emit(choice nodes: [RelabelNode]) throws(RelabelPatternError) {
        var exits: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                try emit(node)
                break
            }
            let fork = steps.count
            try append(.fork(fork + 1, 0))
            try emit(node)
            exits.append(steps.count)
            try append(.jump(0))
            steps[fork] = .fork(fork + 1, steps.count)
        }
        for exit in exits { steps[exit] = .jump(steps.count) }
    }

    private mutating func emit(loop inner: RelabelNode, _ greedy: Bool) throws(RelabelPatternError) {
        let fork = steps.count
        try append(.fork(fork + 1, 0))
        try emit(inner)
        try append(.jump(fork))
        steps[fork] = greedy ? .fork(fork + 1, steps.count) : .fork(steps.count, fork + 1)
    }

    private mutating func emit(_ inner: RelabelNode, upTo count: Int, _ greedy: Bool) throws(RelabelPatternError) {
        var forks: [Int] = []
        for _ in 0..<max(0, count) {
            forks.append(steps.count)
            try append(.fork(0, 0))
            try emit(inner)
        }
        for fork in forks { steps[fork] = greedy ? .fork(fork + 1, steps.count) : .fork(steps.count, fork + 1) }
    }
}
