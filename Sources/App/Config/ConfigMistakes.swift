// What is wrong in a configuration, one line each, where all of it is asked for. The same mistake is one, however many jobs inherit it.

/// Mistakes in the order in which they were found; bounded.
struct ConfigMistakes {
    static let limit = 10_000
    /// Those that are told one by one.
    static let shown = 20

    private(set) var all: [String] = []
    private var known = Set<String>()

    mutating func note(_ mistake: String) {
        guard all.count < Self.limit, known.insert(mistake).inserted else { return }
        all.append(mistake)
    }

    /// The first ones, and how many more there are.
    func lines(_ path: String) -> [String] {
        let more = all.count - Self.shown
        guard more > 0 else { return all }
        return all.prefix(Self.shown) + ["\(path): \(more) more"]
    }
}
