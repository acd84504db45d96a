// Carries out relabelling rules on a set of labels. Pure.

/// Labels in, labels out, or nothing if a rule drops them.
public enum Relabeler {
    /// - Parameter labels: by name; an empty value is an absent label.
    /// - Returns: nil if the target or series is dropped.
    public static func apply(_ rules: [RelabelRule], to labels: [String: String]) -> [String: String]? {
        var labels = labels
        for rule in rules where !apply(rule, to: &labels) { return nil }
        return labels
    }

    /// - Returns: false if the rule drops them.
    private static func apply(_ rule: RelabelRule, to labels: inout [String: String]) -> Bool {
        let value = rule.sourceLabels.map { labels[$0] ?? "" }.joined(separator: rule.separator)
        switch rule.action {
        case .keep: return rule.pattern.matches(value)
        case .drop: return !rule.pattern.matches(value)
        case .keepequal: return labels[rule.targetLabel] ?? "" == value
        case .dropequal: return labels[rule.targetLabel] ?? "" != value
        case .replace:
            guard let groups = rule.pattern.groups(in: value) else { return true }
            let target = rule.pattern.expand(rule.targetLabel, groups)
            guard isName(target) else { return true }
            set(target, rule.pattern.expand(rule.replacement, groups), &labels)
        case .lowercase: set(rule.targetLabel, value.lowercased(), &labels)
        case .uppercase: set(rule.targetLabel, value.uppercased(), &labels)
        case .hashmod:
            guard rule.modulus > 0 else { return true }
            set(rule.targetLabel, String(MD5.last64(Array(value.utf8)) % rule.modulus), &labels)
        case .labelmap:
            for (name, value) in labels.sorted(by: { $0.key < $1.key }) {
                guard let groups = rule.pattern.groups(in: name) else { continue }
                set(rule.pattern.expand(rule.replacement, groups), value, &labels)
            }
        case .labeldrop: for name in Array(labels.keys) where rule.pattern.matches(name) { labels[name] = nil }
        case .labelkeep: for name in Array(labels.keys) where !rule.pattern.matches(name) { labels[name] = nil }
        }
        return true
    }

    private static func set(_ name: String, _ value: String, _ labels: inout [String: String]) {
        labels[name] = value.isEmpty ? nil : value
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first | 0x20 &- 0x61 < 26 || first == 0x5F else { return false }
        return text.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F || $0 &- 0x30 < 10 }
    }
}
