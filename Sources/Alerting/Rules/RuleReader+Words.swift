// The words of a rule: labels and annotations, with what they may hold. A misspelt word would be silent until the alarm that needs it.

import Facility
import Telemetry

extension RuleReader {
    /// What an annotation may ask for in double braces.
    static let placeholders = [
        "place", "count", "total", "units", "struck", "own", "value", "first", "host", "hosts", "others",
        "detail", "racks", "walk", "away", "xid", "action",
    ]
    /// Annotations that are shown, each also with a scope behind it: `cause_rack`, or with `_path`, `_process`, `_missed`. Others are other
    /// programs'.
    private static let shown = ["summary", "cause", "next_step", "member"]

    /// A mapping of texts.
    func texts(_ map: MapReader, _ key: String) throws(TextFault) -> [String: String] {
        guard let node = map[key] else { return [:] }
        guard let entries = node.map else { throw node.fault("\(key) is a mapping of words") }
        var texts: [String: String] = [:]
        for entry in entries {
            guard let text = entry.value.text else { throw entry.value.fault("\(entry.key) is a text") }
            texts[entry.key] = text
            switch key {
            case "labels": try checkSeverity(entry.key, text, entry.value)
            default: try checkPlaceholders(entry.key, text, entry.value)
            }
        }
        return texts
    }

    /// `severity_hall: critical`
    private func checkSeverity(_ key: String, _ text: String, _ node: SourceNode) throws(TextFault) {
        guard key.hasPrefix("severity_") else { return }
        guard Scope(rawValue: String(key.dropFirst(9))) != nil else {
            throw node.fault(
                "\(key): known are severity_ and \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard Severity(rawValue: text) != nil else {
            throw node.fault("\(key) is one of \(Severity.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    private func checkPlaceholders(_ key: String, _ text: String, _ node: SourceNode) throws(TextFault) {
        guard Self.shown.contains(where: { key == $0 || key.hasPrefix($0 + "_") }) else { return }
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else { throw node.fault("\(key): {{ without }}") }
            let name = rest[..<close.lowerBound].filter { $0 != " " }
            guard Self.placeholders.contains(name) else {
                throw node.fault(
                    "\(key): nothing is called {{\(name)}}; known: \(Self.placeholders.joined(separator: ", "))")
            }
            rest = rest[close.upperBound...]
        }
    }
}
