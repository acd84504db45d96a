// Why a configuration's keys can not be used, with the mend.

/// A mistake in remapped keys.
public enum KeyTableError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownCommand(String, known: [String])
    case unknownKey(String, command: String)
    case twice(String, String, String)
    case noWayOut

    public var description: String {
        switch self {
        case .unknownCommand(let name, let known): "no command \"\(name)\"; there are \(known.joined(separator: ", "))"
        case .unknownKey(let key, let command):
            "\(command): no key \"\(key)\"; write j, G, space, ctrl-l, f5, enter, esc, pagedown"
        case .twice(let key, let first, let second):
            "key \"\(key)\" stands for \(first) and for \(second); give one of them another"
        case .noWayOut: "quit has no key; give it one"
        }
    }
}
