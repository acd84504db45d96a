// A key table as the configuration spells it: what can be remapped, to copy from.

import Console

/// Writes key tables.
public enum KeyTableText {
    /// The part `keys` of a configuration with every command, its keys and what it does.
    public static func write(_ table: KeyTable = .standard) -> String {
        let width = table.entries.map(\.name.count).max() ?? 0
        return "vigie:\n  keys:\n"
            + table.entries.map { entry in
                let keys = entry.keys.map { quoted($0.name) }.joined(separator: ", ")
                let pad = String(repeating: " ", count: width - entry.name.count)
                return "    \(entry.name): \(pad)[\(keys)]  # \(entry.words)\n"
            }.joined()
    }

    /// Letters stand for themselves; numbers and signs would mean something else to YAML.
    private static func quoted(_ key: String) -> String {
        guard key.count == 1 || key.contains("\"") else { return key }
        return key == "'" ? "\"'\"" : "'\(key)'"
    }
}
