// A pattern as a list of steps with jumps: Thompson's construction. Bounded; it is never run itself, only made into a table.
// Source: R. Cox, "Regular Expression Matching Can Be Simple And Fast", 2007.

/// Steps of a non-deterministic machine; it begins at 0.
struct PatternProgram {
    enum Step: Equatable {
        case take(ByteSet)
        case jump(Int)
        case fork(Int, Int)
        case start, end, matched
    }

    static let stepLimit = 400

    private(set) var steps: [Step] = []

    init(_ node: PatternNode) throws(PatternError) {
        try emit(node)
        try append(.matched)
    }

    private mutating func append(_ step: Step) throws(PatternError) {
        guard steps.count < Self.stepLimit else {
            throw PatternError(offset: 0, reason: "the pattern is too long; make it shorter")
        }
        steps.append(step)
    }

    private mutating func emit(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .bytes(let set): try append(.take(set))
        case .start: try append(.start)
        case .end: try append(.end)
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .choice(let nodes): try emit(choice: nodes)
        case .repeated(let inner, let least, let most): try emit(inner, least: least, most: most)
        }
    }

    private mutating func emit(choice nodes: [PatternNode]) throws(PatternError) {
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

    private mutating func emit(_ inner: PatternNode, least: Int, most: Int?) throws(PatternError) {
        for _ in 0..<least { try emit(inner) }
        guard let most else {
            let fork = steps.count
            try append(.fork(fork + 1, 0))
            try emit(inner)
            try append(.jump(fork))
            steps[fork] = .fork(fork + 1, steps.count)
            return
        }
        var forks: [Int] = []
        for _ in least..<max(least, most) {
            forks.append(steps.count)
            try append(.fork(steps.count + 1, 0))
            try emit(inner)
        }
        for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
}
