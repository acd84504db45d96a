// The noun behind a number: 1 GPU, 2 GPUs. It groups no digits, and knows no language but English.

/// Words for what is counted.
public enum Plural {
    /// `GPU` of one, `GPUs` of any other number.
    ///
    /// - Parameter plural: of nouns that take no s: `families`.
    public static func noun(_ noun: String, of count: some BinaryInteger, _ plural: String? = nil) -> String {
        count == 1 ? noun : plural ?? noun + "s"
    }

    /// `1 slot`, `3600 slots`, as command lines print them.
    public static func counted(_ count: some BinaryInteger, _ noun: String, _ plural: String? = nil) -> String {
        "\(count) \(Self.noun(noun, of: count, plural))"
    }
}
