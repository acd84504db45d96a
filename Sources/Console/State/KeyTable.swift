// All keys in one table: the loop looks them up, the help and the hints are made from it. No key means two things.

import Screen

/// Keys, commands and the words for help.
public struct KeyTable: Sendable {
    /// One line of the help.
    public struct Entry: Sendable {
        /// Stable, for the configuration: `next-worst`.
        public let name: String
        /// All do the same; the first is named in hints. Empty: no key does it.
        public var keys: [Key]
        /// What a press asks for.
        public let command: Command
        /// What it does, for the help.
        public let words: String
        /// Shown in the bottom line; nil: help only.
        public let hint: String?
        /// The views whose bottom line shows it; empty: all.
        public let views: Set<ViewName>

        /// As printed: `← h`.
        public var label: String { keys.map(\.label).joined(separator: " ") }
    }

    /// In the order of help.
    public let entries: [Entry]
    private let commands: [Key: Command]

    /// Where two entries share a key, the later one has it; `remapped` refuses that.
    public init(_ entries: [Entry]) {
        self.entries = entries
        var commands: [Key: Command] = [:]
        for entry in entries { for key in entry.keys { commands[key] = entry.command } }
        self.commands = commands
    }

    /// What a key asks for, nil if it means nothing.
    public func command(for key: Key) -> Command? { commands[key] }

    /// The first key of a command, for hints in words; a dash if it has none.
    public func label(_ command: Command) -> String {
        entries.first { $0.command == command }?.keys.first?.label ?? "–"
    }

    /// The table with other keys for some commands.
    ///
    /// - Parameter keys: names of keys by the name of their command; an empty list takes a command its keys.
    /// - Throws: an unknown command or key, or a key that would mean two things.
    public func remapped(_ keys: [String: [String]]) throws(KeyTableError) -> KeyTable {
        var entries = entries
        for (name, spelled) in keys.sorted(by: { $0.key < $1.key }) {
            guard let index = entries.firstIndex(where: { $0.name == name }) else {
                throw .unknownCommand(name, known: entries.map(\.name))
            }
            entries[index].keys = []
            for text in spelled {
                guard let key = Key(name: text) else { throw .unknownKey(text, command: name) }
                entries[index].keys.append(key)
            }
        }
        var owner: [Key: String] = [:]
        for entry in entries {
            for key in entry.keys {
                if let other = owner[key] { throw .twice(key.name, other, entry.name) }
                owner[key] = entry.name
            }
        }
        guard entries.contains(where: { $0.command == .quit && !$0.keys.isEmpty }) else { throw .noWayOut }
        return KeyTable(entries)
    }
}
