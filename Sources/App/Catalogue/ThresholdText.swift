// Limits as people write them: `> 80 for 5m`.

import Telemetry

enum ThresholdText {
    /// One limit, or a list of them.
    static func read(_ node: ConfigNode, _ severity: Threshold.Severity) throws(UserError) -> [Threshold] {
        if node.node.scalar != nil { return [try one(node, severity)] }
        var thresholds: [Threshold] = []
        for node in try node.list() { thresholds.append(try one(node, severity)) }
        return thresholds
    }

    private static func one(_ node: ConfigNode, _ severity: Threshold.Severity) throws(UserError) -> Threshold {
        let words = try node.text().split(separator: " ").map(String.init)
        guard words.count == 2 || (words.count == 4 && words[2] == "for"),
            let comparison = Threshold.Comparison(rawValue: words[0]), let limit = Double(words[1]), limit.isFinite
        else { throw node.error("a limit is written \"> 80\" or \"> 80 for 5m\"; signs: > >= < <= = !=") }
        var forMs: Int64 = 0
        if words.count == 4 {
            do throws(UserError) { forMs = try TimeText.duration(words[3]) } catch {
                throw node.error(error.description)
            }
        }
        return Threshold(severity: severity, comparison: comparison, limit: limit, forMs: forMs)
    }
}
