// A filter asked about a plain text, such as a series of a page: only its words and expressions can answer.

extension Filter {
    /// Whether the text is meant; a test of a field says nothing about a text.
    public func matches(text: String) -> Bool { truth(root, text) ?? true }

    private func truth(_ node: FilterNode, _ text: String) -> Bool? {
        switch node {
        case .test(.text(let pattern)): return pattern.matches(text)
        case .test: return nil
        case .not(let inner): return truth(inner, text).map { !$0 }
        case .all(let nodes):
            let truths = nodes.compactMap { truth($0, text) }
            return truths.isEmpty ? nil : truths.allSatisfy { $0 }
        case .any(let nodes):
            let truths = nodes.compactMap { truth($0, text) }
            return truths.isEmpty ? nil : truths.contains(true)
        }
    }
}
