// What a rule says about a GPU on the map, before anyone decides how it is drawn. States are not among them: storage decides those.

/// The mark that a rule's condition puts on a GPU or tray while it holds. A later case hides an earlier one.
public enum Symptom: String, CaseIterable, Comparable, Sendable {
    case throttled, straggler, link, hot
    case memoryError = "memory_error"
    case fault
    /// Named and told nothing of, as if it were not there.
    case missing

    private var rank: Int { Self.allCases.firstIndex(of: self)! }

    public static func < (left: Symptom, right: Symptom) -> Bool { left.rank < right.rank }
}
