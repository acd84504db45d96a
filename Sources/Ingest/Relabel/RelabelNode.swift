// A regular expression as a tree, before it becomes a program.

/// One piece of an expression.
indirect enum RelabelNode: Sendable {
    case empty
    case set(ScalarSet)
    case sequence([RelabelNode])
    /// Earlier alternatives are preferred.
    case choice([RelabelNode])
    case repeated(RelabelNode, least: Int, most: Int?, greedy: Bool)
    /// A group whose text is kept; numbers begin at 1.
    case group(RelabelNode, number: Int)
    case start, end, wordBoundary, noWordBoundary
}
