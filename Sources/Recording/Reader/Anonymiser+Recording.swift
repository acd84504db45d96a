// Which fields of a recording hold names.

import Facility
import Storage
import Telemetry

extension Anonymiser {
    /// A label's value, replaced if its label or its look says that it is a name.
    private func value(_ value: String, of label: String) -> String {
        if let kind = Self.kind(ofLabel: label) {
            note(namesIn: value)
            return replace(value, kind)
        }
        // `gpu="7"` is a place, whatever job is called 7.
        if value.utf8.count < 4, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return value }
        note(namesIn: value)
        if Self.isFree(value, of: label) { return placeholder(value) }
        return Self.kind(ofValue: value).map { replace(value, $0) } ?? scrub(value)
    }

    /// A sentence: what looks like a name in it is one. Of a bad line the place and the reason stay.
    func text(_ text: String) -> String {
        note(namesIn: text)
        guard let line = Self.badLine(in: text) else { return scrub(text) }
        return scrub(String(text[..<line.lowerBound])) + placeholder(String(text[line]))
    }

    /// What a user wrote.
    func free(_ text: String) -> String {
        note(namesIn: text)
        return placeholder(text)
    }

    /// A metric's name; those of exporters that everybody has are nobody's.
    private func metric(_ name: String) -> String {
        guard !Self.commonBeginnings.contains(where: name.hasPrefix) else { return name }
        let changed = scrub(name)
        return changed == name ? name : changed.replacing("-", with: "_")
    }

    private func note(namesIn text: String) {
        for (name, kind) in Self.names(in: text) { _ = replace(name, kind) }
    }

    /// A board of alarms: names in its texts are replaced; words that mean something to the program stay.
    func board(_ bytes: [UInt8]) -> [UInt8] {
        JSONStrings.replaced(
            bytes, keeping: ["family", "name", "phase", "severity", "rule", "metrics", "process"]
        ) { text($0) }
    }

    func identity(_ identity: GPUIdentity) -> GPUIdentity {
        var changed = identity
        changed.uuid = replace(identity.uuid, "gpu")
        changed.pod = replace(identity.pod, "pod")
        changed.job = identity.job == identity.pod ? changed.pod : replace(identity.job, "job")
        changed.namespace = replace(identity.namespace, "namespace")
        return changed
    }

    /// A word of a recording: an identity, or a sentence of a far side.
    func word(_ text: String) -> String {
        IdentityText.read(text).map { IdentityText.write(identity($0)) } ?? self.text(text)
    }

    func kind(_ kind: Event.Kind) -> Event.Kind {
        switch kind {
        case .replaced(let old, let new): .replaced(old: replace(old, "gpu"), new: replace(new, "gpu"))
        case .targetState(let target, let from, let to, let failure?):
            .targetState(
                target: target, from: from, to: to, FailureText.read(text(FailureText.write(failure))))
        default: kind
        }
    }

    func block(_ block: SeriesList.Block) -> SeriesList.Block {
        SeriesList.Block(
            block.series.map { series in
                SeriesTable.Series(
                    name: series.metric == nil ? metric(series.name) : series.name, labels: labels(series.labels),
                    metric: series.metric, factor: series.factor,
                    host: series.host, gpu: series.gpu, sub: series.sub, part: series.part, rank: Int(series.rank),
                    isCounter: series.isCounter, isMoment: series.isMoment, hasBlanks: series.hasBlanks,
                    mayBePercent: series.mayBePercent,
                    isDropped: series.isDropped)
            },
            printed: block.printed.enumerated().map { index, printed in
                let isKnown = index < block.series.count && block.series[index].metric != nil
                return (isKnown ? printed.name : metric(printed.name), labels(printed.labels))
            })
    }

    func target(_ target: TargetDescription) -> TargetDescription {
        let host = replace(target.labels["host"] ?? target.address, "host")
        var labels = target.labels.reduce(into: [:]) { labels, label in
            labels[label.key] = value(label.value, of: label.key)
        }
        if target.labels["host"] != nil { labels["host"] = host }
        // A query names whoever is probed and who asks; a path is a page's name, unless it names somebody.
        let page = target.url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(
            separator: "/")
        let path = text(String(page.prefix { $0 != "?" && $0 != "#" }))
        return TargetDescription(
            url: "anonymous://\(host)/\(path)",
            address: target.labels["host"] == nil ? host : replace(target.address, "host"),
            intervalMs: target.intervalMs, labels: labels)
    }

    /// A label block as printed, values replaced where the label's name says that they are names.
    func labels(_ block: String) -> String {
        var result = "", rest = Substring(block)
        while let equals = rest.firstIndex(of: "="), rest.index(after: equals) < rest.endIndex,
            rest[rest.index(after: equals)] == "\""
        {
            let name = rest[..<equals].trimmingPrefix { $0 == "," || $0 == " " }
            let start = rest.index(equals, offsetBy: 2)
            var end = start
            while end < rest.endIndex, rest[end] != "\"" {
                if rest[end] == "\\", rest.index(after: end) < rest.endIndex { end = rest.index(after: end) }
                end = rest.index(after: end)
            }
            let value = String(rest[start..<end])
            result += rest[..<start]
            result += self.value(value, of: String(name))
            guard end < rest.endIndex else { return result }
            result += "\""
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
