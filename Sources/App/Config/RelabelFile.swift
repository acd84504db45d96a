// `relabel_configs` and `metric_relabel_configs`: every action, every field, checked as Prometheus checks them.

import Ingest

enum RelabelFile {
    static let ruleLimit = 1_000

    static func rule(_ node: ConfigNode) throws(UserError) -> RelabelRule {
        var fields = try ConfigFields(node)
        var rule = RelabelRule(pattern: try pattern(fields.take("regex")))
        if let value = fields.take("action") {
            let text = try value.text().lowercased()
            guard let action = RelabelRule.Action(rawValue: text) else {
                throw value.error(
                    "no action \"\(text)\"; known: \(RelabelRule.Action.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            rule.action = action
        }
        if let value = fields.take("source_labels") { rule.sourceLabels = try value.oneOrMore() }
        // An empty text is a separator and a replacement of its own.
        if let value = fields.takeRaw("separator") { rule.separator = try value.text() }
        if let value = fields.takeRaw("replacement") { rule.replacement = try value.text() }
        if let value = fields.take("target_label") { rule.targetLabel = try value.text() }
        if let value = fields.take("modulus") { rule.modulus = try modulus(value) }
        try fields.finish()
        try check(rule, node)
        return rule
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

    private static func check(_ rule: RelabelRule, _ node: ConfigNode) throws(UserError) {
        switch rule.action {
        case .replace, .lowercase, .uppercase, .hashmod, .keepequal, .dropequal:
            if rule.targetLabel.isEmpty { throw node.error("\(rule.action.rawValue) needs a target_label") }
            if rule.action == .hashmod, rule.modulus == 0 { throw node.error("hashmod needs a modulus") }
        case .labelmap, .labeldrop, .labelkeep:
            if !rule.sourceLabels.isEmpty, rule.action != .labelmap {
                throw node.error("\(rule.action.rawValue) looks at names alone: no source_labels")
            }
        case .keep, .drop: break
        }
    }
}
