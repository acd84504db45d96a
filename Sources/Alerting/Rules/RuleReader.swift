// Rules as their YAML file spells them: Prometheus' groups, with the filter language as the condition. Every mistake has its place.

import Facility
import Storage
import Telemetry

/// Reads rule files, one over the other.
public struct RuleReader {
    static let ruleLimit = 2_000
    private static let faultsPerRule = 20
    static let keys = [
        "alert", "of", "when", "take", "window", "peers", "for", "keep_firing_for", "clear", "latched", "enabled",
        "mark",
        "mark_only", "family", "group_by", "labels", "annotations", "source", "value", "began",
    ]

    private let vocabulary: FilterVocabulary
    private var rules: [Rule] = []
    private var xids: XIDTable
    private var stragglers = StragglerSettings()

    /// - Parameters:
    ///   - catalogue: the metrics that conditions may name.
    ///   - xids: goes into the book as it is.
    public init(catalogue: Catalogue, xids: XIDTable) {
        vocabulary = FilterVocabulary(catalogue: catalogue)
        self.xids = xids
    }

    /// Everything good that was read so far.
    public var book: RuleBook { RuleBook(rules: rules, xids: xids, stragglers: stragglers) }

    /// Reads a file over what is there; goes on after a bad rule.
    ///
    /// - Returns: everything that is wrong, in the order of the file.
    public mutating func read(_ root: SourceNode) -> [TextFault] {
        var faults: [TextFault] = []
        guard let map = Self.map(root, "a rules file", ["groups", "disable", "stragglers"], &faults) else {
            return faults
        }
        var seen: [String: SourceNode] = [:], isFull = false
        for group in (try? map.list("groups")) ?? [] {
            guard let fields = Self.map(group, "a group", ["name", "rules", "enabled"], &faults) else { continue }
            do throws(TextFault) {
                let name = try fields.require("name"), enabled = try fields.flag("enabled") ?? true
                for node in try fields.list("rules") {
                    let (rule, wrong) = every(node, group: name, enabled: enabled)
                    faults += wrong
                    guard let rule else { continue }
                    if let first = seen[rule.name] {
                        faults.append(
                            node.fault(
                                "rule \(rule.name) stands in this file already, at line \(first.line): that one counts")
                        )
                        continue
                    }
                    seen[rule.name] = node
                    guard !add(rule) else { continue }
                    if !isFull {
                        faults.append(node.fault("more than \(Self.ruleLimit) rules: this and others are left out"))
                    }
                    isFull = true
                }
            } catch { faults.append(error) }
        }
        for node in (try? map.list("disable")) ?? [] {
            guard let index = rules.firstIndex(where: { $0.name == node.text }) else {
                faults.append(node.fault("no rule \"\(node.text ?? "?")\" to disable"))
                continue
            }
            rules[index].isEnabled = false
        }
        if let node = map["stragglers"] {
            let (settings, wrong) = Self.stragglers(node)
            faults += wrong
            if wrong.isEmpty { stragglers = settings }
        }
        return faults
    }

    /// - Returns: whether there was room for it.
    private mutating func add(_ rule: Rule) -> Bool {
        if let index = rules.firstIndex(where: { $0.name == rule.name }) {
            rules[index] = rule
            return true
        }
        guard rules.count < Self.ruleLimit else { return false }
        rules.append(rule)
        return true
    }

    /// A rule, or all that is wrong with it: after each mistake it is read again without the field.
    private func every(_ node: SourceNode, group: String, enabled: Bool) -> (rule: Rule?, faults: [TextFault]) {
        var rest = node, faults: [TextFault] = []
        while faults.count < Self.faultsPerRule {
            do throws(TextFault) {
                let rule = try rule(rest, group: group, enabled: enabled)
                return (faults.isEmpty ? rule : nil, faults)
            } catch {
                faults.append(error)
                // Without its name or condition nothing more can be said of it.
                guard let (less, key) = rest.leavingOut(error), key != "alert", key != "when" else { break }
                rest = less
                // A take that wants a window says nothing new where the window was wrong.
                if key == "window", let take = less["take"], let (bare, _) = less.leavingOut(take.fault("")) {
                    rest = bare
                }
            }
        }
        return (nil, faults)
    }

    /// The condition last: where it is wrong nothing else can be read.
    private func rule(_ node: SourceNode, group: String, enabled: Bool) throws(TextFault) -> Rule {
        let map = try MapReader(node, "a rule", keys: Self.keys)
        let name = try map.require("alert")
        let entity = try entity(map), window = try self.window(map)
        var scopes: [Scope] = []
        for item in try map.list("group_by") {
            guard let scope = item.text.flatMap({ Scope(rawValue: $0) }) else {
                throw item.fault("group_by takes \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            scopes.append(scope)
        }
        var labels = try texts(map, "labels")
        guard let severity = Severity(rawValue: labels.removeValue(forKey: "severity") ?? "warning") else {
            throw (map["labels"] ?? node).fault(
                "severity is one of \(Severity.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let forMs = try duration(map, "for") ?? 0, keepMs = try duration(map, "keep_firing_for") ?? 0
        let isLatched = try map.flag("latched") ?? false, isMarkOnly = try map.flag("mark_only") ?? false
        let family = try map.choice("family", Family.self) ?? .gpu, symptom = try map.choice("mark", Symptom.self)
        var annotations = try texts(map, "annotations")
        let source = try map.text("source") ?? ""
        let isEnabled = try map.flag("enabled") ?? enabled
        var clear: Condition?
        if let node = map["clear"] {
            guard let text = node.text else { throw node.fault("clear is a condition in one text, not \(node.kind)") }
            clear = try self.condition(text, node, window, entity)
        }
        guard let when = map["when"] else { throw node.fault("rule \(name) needs when: its condition") }
        guard let text = when.text else { throw when.fault("when is a condition in one text, not \(when.kind)") }
        // An alarm without words would say nothing at all.
        if annotations["summary"] == nil { annotations["summary"] = "{{place}}: {{count}} {{struck}}, \(text)" }
        let condition = try self.condition(text, when, window, entity), metrics = metrics(of: condition)
        if case .filter(let filter, _) = condition {
            if filter.isContradiction { throw when.fault("no number meets all of \"\(text)\": this never holds") }
            if case .filter(let end, _) = clear, filter.plainlyOverlaps(end) {
                throw map["clear"]!.fault("\"\(end.text)\" also holds while \"\(text)\" does; clear is what ends it")
            }
        }
        return Rule(
            name: name, group: group, entity: entity, condition: condition, forMs: forMs, keepMs: keepMs, clear: clear,
            isLatched: isLatched, severity: severity, family: family, symptom: symptom, isMarkOnly: isMarkOnly,
            scopes: scopes, labels: labels, annotations: annotations,
            placeholders: Set(annotations.values.flatMap { WordTemplate($0).names }), source: source, needs: metrics,
            valueMetric: try value(map, metrics, condition), began: try began(map), isEnabled: isEnabled)
    }

    private func entity(_ map: MapReader) throws(TextFault) -> EntityKind {
        switch try map.text("of") ?? "gpu" {
        case "gpu": return .gpu
        case "host", "tray": return .tray
        default: throw map["of"]!.fault("of is gpu or host")
        }
    }

    private func window(_ map: MapReader) throws(TextFault) -> Window {
        var window = Window()
        window.take = try map.choice("take", Window.Take.self) ?? .now
        window.lengthMs = try duration(map, "window") ?? 0
        window.peers = try map.choice("peers", Window.Peers.self) ?? .job
        if [.mean, .max, .min, .rate, .increase, .changed].contains(window.take), window.lengthMs <= 0 {
            throw map["take"]!.fault("take: \(window.take.rawValue) needs a window such as 60s")
        }
        guard window.lengthMs <= 86_400_000 else { throw map["window"]!.fault("a window is at most 24h") }
        return window
    }

    /// The filter language, or `xid class R,B`, `silence dark,system`, `missing`, `no values`, `straggler`, `job fell`,
    /// `identity uuid_twice`.
    private func condition(_ text: String, _ node: SourceNode, _ window: Window, _ entity: EntityKind) throws(TextFault)
        -> Condition
    {
        let words = text.split(separator: " ").map(String.init)
        func list<T: RawRepresentable & CaseIterable>(_ word: String, _ type: T.Type) throws(TextFault) -> Set<T>
        where T.RawValue == String, T: Hashable {
            var values = Set<T>()
            for part in word.split(separator: ",") {
                guard let value = T(rawValue: String(part)) else {
                    throw node.fault(
                        "no \"\(part)\" here; known: \(T.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                values.insert(value)
            }
            return values
        }
        func need(_ kind: EntityKind, _ what: String) throws(TextFault) {
            guard entity == kind else {
                throw node.fault(
                    "\(what) is a condition of \(kind == .gpu ? "GPUs: write of: gpu" : "hosts: write of: host")")
            }
        }
        if words.count == 3, words[0] == "xid", words[1] == "class" {
            try need(.gpu, "xid class")
            return .xid(try list(words[2], XIDClass.self))
        }
        if words.count == 2, words[0] == "silence" {
            try need(.tray, "silence")
            return .silence(try list(words[1], SilenceKind.self))
        }
        if words == ["missing"] {
            try need(.gpu, text)
            return .missing
        }
        if words == ["no", "values"] {
            try need(.gpu, text)
            return .valueless
        }
        if words == ["straggler"] || words == ["job", "fell"] {
            try need(.gpu, text)
            return words.count == 1 ? .straggler : .jobFell
        }
        if words.count == 2, words[0] == "identity", let change = IdentityChange(rawValue: words[1]) {
            try need(change == .conflict ? .tray : .gpu, text)
            return .identity(change)
        }
        let filter: Filter
        // A deviation and a flag are no longer in the metric's unit.
        var vocabulary = vocabulary
        vocabulary.areScores = [.deviation, .changed, .absent].contains(window.take)
        do throws(FilterError) { filter = try Filter(text, vocabulary) } catch {
            throw TextFault(line: node.line, column: node.column + error.column - 1, reason: error.reason)
        }
        guard !filter.isEmpty else { throw node.fault("an empty condition holds always; write one") }
        guard !filter.asksForWordsAlone else {
            throw node.fault("\"\(text)\" is only looked for in names; write a test such as temp>\(text) or state=gone")
        }
        return .filter(filter, window)
    }

    private func metrics(of condition: Condition) -> [MetricID] {
        switch condition {
        case .filter(let filter, _): filter.metrics
        case .xid: [.xid]
        case .silence, .missing, .valueless, .straggler, .jobFell, .identity: []
        }
    }

    /// The metric whose number is said. Of a choice between several nobody knows beforehand which of them will hold.
    private func value(_ map: MapReader, _ metrics: [MetricID], _ condition: Condition) throws(TextFault) -> MetricID? {
        guard let name = try map.text("value") else {
            if case .filter(let filter, _) = condition, filter.isChoice, metrics.count > 1 { return nil }
            return metrics.first
        }
        guard let metric = vocabulary.catalogue.metric(named: name) else {
            throw map["value"]!.fault("no metric \"\(name)\"")
        }
        return metric
    }

    private func began(_ map: MapReader) throws(TextFault) -> MetricID? {
        guard let name = try map.text("began") else { return nil }
        guard let metric = vocabulary.catalogue.metric(named: name), vocabulary.catalogue[metric].unit == .seconds
        else {
            throw map["began"]!.fault("began is a metric in seconds, the age of what happened; \"\(name)\" is none")
        }
        return metric
    }

    private func duration(_ map: MapReader, _ key: String) throws(TextFault) -> Int64? {
        guard let node = map[key] else { return nil }
        guard let text = node.text, let duration = DurationText.parse(text) else {
            throw node.fault("\(key) is a time such as 90s, 10m or 1h30m, at most 366d")
        }
        return duration
    }
}
