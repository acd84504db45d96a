// One entry of a row's `from`: a plain exposition name, or a mapping that says more.

import Telemetry

enum MetricSourceFile {
    static func read(_ node: ConfigNode) throws(UserError) -> MetricSource {
        if node.node.scalar != nil { return MetricSource(name: try name(node), blanks: blanks(try node.text())) }
        var fields = try ConfigFields(node)
        let named = try fields.need("name")
        let name = try Self.name(named)
        let factor = try fields.take("factor")?.number() ?? 1
        var kind: Metric.Kind?, followsType = false
        if let value = fields.take("kind") {
            if try value.text() == "typed" { followsType = true } else { kind = try value.choice("kind") }
        }
        let only = try labels(fields.take("only")), except = try labels(fields.take("except"))
        let blanks: MetricSource.Blanks = try fields.take("blanks")?.choice("kind of blanks") ?? blanks(name)
        let mayBePercent = try fields.take("may_be_percent")?.bool() ?? false
        try fields.finish()
        return MetricSource(
            name: name, factor: factor, kind: kind, followsType: followsType, only: only, except: except,
            blanks: blanks,
            mayBePercent: mayBePercent)
    }

    private static func name(_ node: ConfigNode) throws(UserError) -> String {
        let text = try node.text()
        guard !text.isEmpty, !text.dropLast().contains("*") else {
            throw node.error("an exposition name is expected; a * may only end it")
        }
        return text
    }

    /// DCGM prints numbers for "no value" under every name of its own.
    private static func blanks(_ name: String) -> MetricSource.Blanks { name.hasPrefix("DCGM_") ? .dcgm : .none }

    private static func labels(_ node: ConfigNode?) throws(UserError) -> LabelValues? {
        guard let node else { return nil }
        let pairs = try node.pairs()
        guard pairs.count == 1 else { throw node.error("one label with its values is expected: {mode: [idle]}") }
        return LabelValues(name: try pairs[0].key.text(), values: try pairs[0].value.oneOrMore())
    }
}
