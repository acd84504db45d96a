// Names that must not leave the house, replaced consistently while a recording is read: hosts, addresses, UUIDs, serials, jobs, pods,
// namespaces. Places, models, drivers and numbers stay: they are what an incident is about.

import Synchronization

/// Each name becomes a kind and a number, the same one everywhere.
public final class Anonymiser: Sendable {
    private struct State {
        var names: [String: String] = [:]
        var counts: [String: Int] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// - Parameter kind: `host`, `job`, ...; the beginning of the new name.
    public func replace(_ name: String, _ kind: String) -> String {
        guard !name.isEmpty else { return name }
        return state.withLock { state in
            if let known = state.names[name] { return known }
            let number = state.counts[kind, default: 0] + 1
            state.counts[kind] = number
            let new = "\(kind)-\(number)"
            state.names[name] = new
            return new
        }
    }

    /// A text with every known name in it replaced, longest first.
    public func scrub(_ text: String) -> String {
        let names = state.withLock { $0.names }
        var result = text
        for name in names.keys.sorted(by: { $0.utf8.count > $1.utf8.count }) where result.contains(name) {
            result = result.replacing(name, with: names[name]!)
        }
        return result
    }

    /// What was replaced, for the user.
    public var report: [String] {
        state.withLock { state in
            state.counts.isEmpty
                ? ["nothing had to be replaced"]
                : state.counts.keys.sorted().map { "replaced \(state.counts[$0]!) names of kind \($0)" }
        }
    }
}
