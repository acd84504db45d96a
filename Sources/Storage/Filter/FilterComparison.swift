// How a filter compares numbers.

/// A comparison of numbers.
enum FilterComparison: String, Equatable, Sendable {
    case greater = ">"
    case atLeast = ">="
    case less = "<"
    case atMost = "<="
    case equal = "="
    case unequal = "!="

    func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .greater: left > right
        case .atLeast: left >= right
        case .less: left < right
        case .atMost: left <= right
        case .equal: left == right
        case .unequal: left != right
        }
    }
}
