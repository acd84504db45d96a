// What the YAML library says of a text, as this program says it: one line with place and mend.

import Yams

/// Mistakes of a text that is no YAML.
enum YAMLFault {
    /// - Parameter text: the whole text, to find what the library does not place.
    /// - Returns: `file:line:column: reason`
    static func words(_ error: YamlError, file: String, text: String) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return "\(file):\(mark.line):\(mark.column): \(mended(problem, at: mark, text))"
        case .reader(let problem, let offset, _, _):
            let place = place(text.unicodeScalars.prefix(scalars(before: offset ?? 0, text)))
            return "\(file):\(place): \(problem); take it out, or write it in quotes as \\x1B"
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? "?", place = second(key, after: context.mark, text)
            return "\(file):\(place): the key \(key) stands twice, first at line \(context.mark.line); keep one"
        default: return "\(file):1:1: \("\(error)".split(separator: "\n").first ?? "no YAML")"
        }
    }

    private static func mended(_ problem: String, at mark: Mark, _ text: String) -> String {
        if problem.contains("nesting level") { return "nested too deeply; an inventory or rule has a few levels" }
        if problem.contains("another document") { return "a second document begins here; write each into its own file" }
        if problem.contains("cannot start any token"), scalar(mark, text) == "\t" {
            return "a tab where spaces are due; indent with spaces"
        }
        return problem
    }

    private static func scalar(_ mark: Mark, _ text: String) -> Unicode.Scalar? {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return nil }
        return lines[mark.line - 1].dropFirst(mark.column - 1).first
    }

    /// The library counts characters, of which a scalar may be a part.
    private static func scalars(before offset: Int, _ text: String) -> Int {
        text.prefix(offset).unicodeScalars.count
    }

    private static func place(_ before: some Collection<Unicode.Scalar>) -> String {
        var line = 1, column = 1
        for scalar in before {
            if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return "\(line):\(column)"
    }

    /// The library places the first of two keys: the next one of that name behind it, else the first.
    private static func second(_ key: String, after mark: Mark, _ text: String) -> String {
        let all = Array(text.unicodeScalars), name = Array(key.unicodeScalars)
        var line = 1, column = 1
        for (index, scalar) in all.enumerated() {
            let isBehind = (line, column) > (mark.line, mark.column)
            let before = index > 0 ? all[index - 1] : "\n"
            if isBehind, "\n ,{\"'".unicodeScalars.contains(before), all[index...].starts(with: name) {
                let rest = all[(index + name.count)...].prefix(64).drop { "\"' ".unicodeScalars.contains($0) }
                if rest.first == ":" { return "\(line):\(column)" }
            }
            if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        return "\(mark.line):\(mark.column)"
    }
}
