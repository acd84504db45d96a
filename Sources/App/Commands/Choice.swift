// One of a few named things, or an error that lists them.

/// Reads names of cases as people type them.
public enum Choice {
    /// - Parameters:
    ///   - what: the kind of thing, for the error.
    ///   - extra: names that are known besides the cases.
    /// - Throws: what is known, and what was probably meant.
    public static func parse<T: RawRepresentable & CaseIterable>(
        _ text: String, _ what: String, extra: [String] = []
    ) throws(UserError) -> T where T.RawValue == String {
        guard let value = T(rawValue: text) else {
            throw UserError(unknown(text, what, known: extra + T.allCases.map(\.rawValue)))
        }
        return value
    }

    /// `no theme "drak"; did you mean "dark"? known: dark, light`
    public static func unknown(_ text: String, _ what: String, known: [String]) -> String {
        let near = known.min { EditDistance.between($0, text) < EditDistance.between($1, text) }
        let hint = near.flatMap { EditDistance.between($0, text) <= 2 ? "did you mean \"\($0)\"? " : nil } ?? ""
        return "no \(what) \"\(text)\"; \(hint)known: \(known.joined(separator: ", "))"
    }
}
