// A number and what it counts, for lines that scripts read too: without separators, and no "1 slots". It knows regular words alone.

enum CountText {
    /// `1 slot`, `3450 slots`
    static func of(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
}
