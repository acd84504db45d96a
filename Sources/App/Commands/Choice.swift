// One of a few named things, or an error that lists them.

public enum Choice {
    public static func parse<T: RawRepresentable & CaseIterable>(
        _ text: String, _ what: String, extra: [String] = []
    ) throws(UserError) -> T where T.RawValue == String {
        guard let value = T(rawValue: text) else {
            let known = extra + T.allCases.map(\.rawValue)
            throw UserError("no \(what) \"\(text)\"; known: \(known.joined(separator: ", "))")
        }
        return value
    }
}
