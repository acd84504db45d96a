// How racks and rows are spelled: sources write one name in capitals and in small letters. It compares names, nothing else; what fits
// several is left alone.

/// Known names, found without regard to case.
struct NameSpelling {
    private var names: [String: [String]] = [:]

    /// Takes a name as it is spelled.
    mutating func add(_ name: String) {
        guard !names[name.lowercased(), default: []].contains(name) else { return }
        names[name.lowercased(), default: []].append(name)
    }

    /// The one known name that differs from this in case alone; nil if this is known itself, nothing like it is, or several are.
    func other(than name: String) -> String? {
        guard let known = names[name.lowercased()], known.count == 1, known[0] != name else { return nil }
        return known[0]
    }
}
