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

    mutating func note(_ error: UserError) { for mistake in [error.description] + error.others { note(mistake) } }

    /// Reads what says nothing of its neighbours; a mistake in it is noted.
    ///
    /// - Returns: nil for a part with a mistake.
    @discardableResult
    mutating func attempt<Value>(_ body: () throws(UserError) -> Value) -> Value? {
        do throws(UserError) { return try body() } catch {
            note(error)
            return nil
        }
    }

    /// - Throws: all of them as one, if there are any.
    func finish() throws(UserError) {
        if let first = all.first { throw UserError(first, others: Array(all.dropFirst())) }
    }

    /// The first ones, and how many more there are.
    func lines(_ path: String) -> [String] {
        let more = all.count - Self.shown
        guard more > 0 else { return all }
        return all.prefix(Self.shown) + ["\(path): \(more) more"]
    }
}
