// The words of a rule: labels and annotations, with what they may hold. A misspelt word would be silent until the alarm that needs it.

import Facility
import Telemetry

extension RuleReader {
    /// What an annotation may ask for in double braces.
    static let placeholders = [
        "place", "count", "total", "units", "struck", "own", "value", "first", "host", "hosts", "others",
        "detail", "extent", "racks", "walk", "away", "xid", "action",
    ]
    /// Annotations that are shown, each also with a scope behind it: `cause_rack`, or with `_path`, `_process`, `_missed`, `_back`. Others are other
    /// programs'.
    private static let shown = ["summary", "cause", "next_step", "member"]
    /// Labels and annotations that something here reads.
    private static let read = [
        "labels": ["severity", "process"] + Scope.allCases.map { "severity_\($0.rawValue)" },
        "annotations": shown
            + shown.flatMap { name in
                (Scope.allCases.map(\.rawValue) + ["path", "process", "missed", "back"]).map { "\(name)_\($0)" }
            },
    ]

    /// Labels and annotations of a file that nothing here reads, each with the names that are read: they are other programs', or misspelt.
    public static func unread(_ root: SourceNode) -> [(entry: SourceNode.Entry, known: [String])] {
        var unread: [(entry: SourceNode.Entry, known: [String])] = [], seen = Set<[Int]>()
        for group in root["groups"]?.list ?? [] {
            for rule in group["rules"]?.list ?? [] {
                for (key, known) in read.sorted(by: { $0.key < $1.key }) {
                    // What several rules share stands in the file once.
                    for entry in rule[key]?.map ?? []
                    where !known.contains(entry.key) && seen.insert([entry.line, entry.column]).inserted {
                        unread.append((entry, known))
                    }
                }
            }
        }
        return unread.sorted { ($0.entry.line, $0.entry.column) < ($1.entry.line, $1.entry.column) }
    }

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
        let template = WordTemplate(text)
        guard !template.isOpen else { throw node.fault("\(key): {{ without }}") }
        for name in template.names where !Self.placeholders.contains(name) {
            throw node.fault(
                "\(key): nothing is called {{\(name)}}; known: \(Self.placeholders.joined(separator: ", "))")
        }
    }
}
