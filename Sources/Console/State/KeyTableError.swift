// Why a configuration's keys can not be used, with the mend.

/// A mistake in remapped keys.
public enum KeyTableError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The first is as configured.
    case unknownCommand(String, known: [String])
    /// A key's name that can not be read, and the command it was meant for.
    case unknownKey(String, command: String)
    /// A key, and the two commands that claim it.
    case twice(String, String, String)
    /// No key is left for quitting.
    case noWayOut

    /// The commands it is about, as they are called.
    public var commands: [String] {
        switch self {
        case .unknownCommand(let name, _), .unknownKey(_, let name): [name]
        case .twice(_, let first, let second): [first, second]
        case .noWayOut: ["quit"]
        }
    }

    /// One line for people, with the mend.
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
