// `relabel_configs` and `metric_relabel_configs`: every action, every field, checked as Prometheus checks them.

import Ingest

enum RelabelFile {
    static let ruleLimit = 1_000

    /// - Throws: all that is wrong in it.
    static func rule(_ node: ConfigNode, warnings: inout [String]) throws(UserError) -> RelabelRule {
        var fields = try ConfigFields(node), odd: [String] = []
        var rule = RelabelRule(pattern: try pattern(nil))
        rule.pattern = fields.read("regex") { value throws(UserError) in try pattern(value) } ?? rule.pattern
        let isKnown = fields.take("action").map { action in
            fields.mistakes.attempt { () throws(UserError) in rule.action = try self.action(action) } != nil
        }
        for name in fields.read("source_labels", { value throws(UserError) in try value.list() }) ?? [] {
            fields.mistakes.attempt { () throws(UserError) in rule.sourceLabels.append(try name.label(&odd)) }
        }
        // An empty text is a separator and a replacement of its own.
        for (name, path) in [("separator", \RelabelRule.separator), ("replacement", \RelabelRule.replacement)] {
            guard let value = fields.takeRaw(name) else { continue }
            fields.mistakes.attempt { () throws(UserError) in rule[keyPath: path] = try value.text() }
        }
        let target = fields.take("target_label"), modulus = fields.take("modulus")
        if let target {
            fields.mistakes.attempt { () throws(UserError) in rule.targetLabel = try label(target, &odd) }
        }
        if let modulus {
            fields.mistakes.attempt { () throws(UserError) in rule.modulus = try RelabelFile.modulus(modulus) }
        }
        // What an action needs is known only of one that is known.
        if isKnown ?? true {
            for lack in lacks(rule, hasTarget: target != nil, hasModulus: modulus != nil) {
                fields.mistakes.note(node.error(lack))
            }
        }
        try fields.finish()
        warnings += odd
        return rule
    }

    private static func action(_ node: ConfigNode) throws(UserError) -> RelabelRule.Action {
        let text = try node.text().lowercased()
        guard let action = RelabelRule.Action(rawValue: text) else {
            throw node.error(
                "no action \"\(text)\"; known: \(RelabelRule.Action.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return action
    }

    /// `${1}_total` becomes a name only when the rule is applied.
    private static func label(_ node: ConfigNode, _ odd: inout [String]) throws(UserError) -> String {
        let text = try node.text()
        return text.contains("$") ? text : try node.label(&odd)
    }

    private static func modulus(_ node: ConfigNode) throws(UserError) -> UInt64 {
        guard let value = UInt64(try node.text()), value > 0 else {
            throw node.error("\"\(try node.text())\" is no modulus; a whole number from 1 on")
        }
        return value
    }

    private static func pattern(_ node: ConfigNode?) throws(UserError) -> RelabelPattern {
        let text = try node?.text() ?? "(.*)"
        do throws(RelabelPatternError) { return try RelabelPattern(text) } catch {
            let place = node.map { "\($0.place): " } ?? ""
            throw UserError("\(place)regex \"\(text)\", sign \(error.offset + 1): \(error.reason)")
        }
    }

    private static func lacks(_ rule: RelabelRule, hasTarget: Bool, hasModulus: Bool) -> [String] {
        let action = rule.action.rawValue
        switch rule.action {
        case .replace, .lowercase, .uppercase, .hashmod, .keepequal, .dropequal:
            return (hasTarget ? [] : ["\(action) needs a target_label"])
                + (rule.action == .hashmod && !hasModulus ? ["hashmod needs a modulus"] : [])
        case .labeldrop, .labelkeep:
            return rule.sourceLabels.isEmpty ? [] : ["\(action) looks at names alone: no source_labels"]
        case .keep, .drop, .labelmap: return []
        }
    }
}
