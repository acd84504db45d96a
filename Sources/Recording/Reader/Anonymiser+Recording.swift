// Which fields of a recording hold names.

import Facility
import Storage
import Telemetry

extension Anonymiser {
    /// Labels whose values are names, and their kinds.
    private static let kinds: [String: String] = [
        "instance": "host", "server": "host", "domainname": "host", "exported_instance": "host", "fqdn": "host",
        "chassis": "serial", "asset": "serial", "asset_tag": "serial", "sn": "serial", "wwn": "serial",
        "pod": "pod", "container": "container", "namespace": "namespace", "tenant": "account", "project": "account",
        "login": "user", "submitter": "user", "requester": "user", "jid": "job", "gateway": "address", "wwpn": "serial",
        "ip": "address", "mac": "address", "peer": "address", "export": "path", "mountpoint_source": "path",
    ]
    /// The same for labels that hold one of these words, the first that is found.
    private static let words: [(word: String, kind: String)] = [
        ("serial", "serial"), ("asset_tag", "serial"), ("servicetag", "serial"), ("service_tag", "serial"),
        ("uuid", "gpu"), ("guid", "gpu"), ("pod", "pod"),
        ("container", "container"), ("namespace", "namespace"), ("account", "account"), ("tenant", "account"),
        ("customer", "account"), ("user", "user"), ("owner", "user"), ("email", "user"), ("addr", "address"),
        ("_ip", "address"), ("ip_", "address"), ("host", "host"), ("nodename", "host"),
        ("node_name", "host"), ("job", "job"),
    ]
    /// Labels that hold one of those words and no name.
    private static let harmless: Set<String> = ["node_state", "hostmode", "ip_version", "pod_state", "job_state"]

    /// What kind of name a label's value is, nil if it is none.
    static func kind(ofLabel label: String) -> String? {
        let name = label.lowercased()
        if let known = kinds[name] { return known }
        if name == "node" || name.hasSuffix("_node") { return "host" }
        guard !harmless.contains(name) else { return nil }
        return words.first { name.contains($0.word) }?.kind
    }

    /// What a value is by its own look, whatever its label: an address, a person's, a path that names one; nil if it is none of these.
    static func kind(ofValue value: String) -> String? {
        let text = value.utf8
        guard (5...500).contains(text.count) else { return nil }
        if value.contains("@") { return "user" }
        if value.hasPrefix("/home/") || value.contains(":/") { return "path" }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ Int($0).map { (0...255).contains($0) } ?? false }) { return "address" }
        let pairs = value.split(separator: ":", omittingEmptySubsequences: false)
        let isHex = pairs.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }
        // PCI addresses have colons too: they are places.
        if isHex, pairs.count >= 6 || value.contains("::") { return "address" }
        // 1000e0071bce95f2: a world wide name.
        if text.count == 16, value.allSatisfy(\.isHexDigit), value.contains(where: \.isLetter) { return "serial" }
        let isName =
            parts.count >= 3
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
        return isName && parts.last!.allSatisfy(\.isLetter) && parts.last!.count >= 2 ? "host" : nil
    }

    /// A label's value, replaced if its label or its look says that it is a name.
    private func value(_ value: String, of label: String) -> String {
        (Self.kind(ofLabel: label) ?? Self.kind(ofValue: value)).map { replace(value, $0) } ?? scrub(value)
    }

    /// A board of alarms: names in its texts are replaced; words that mean something to the program stay.
    func board(_ bytes: [UInt8]) -> [UInt8] {
        JSONStrings.replaced(
            bytes, keeping: ["family", "name", "phase", "severity", "rule", "metrics", "process"]
        ) { scrub($0) }
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
        IdentityText.read(text).map { IdentityText.write(identity($0)) } ?? scrub(text)
    }

    func kind(_ kind: Event.Kind) -> Event.Kind {
        switch kind {
        case .replaced(let old, let new): .replaced(old: replace(old, "gpu"), new: replace(new, "gpu"))
        case .targetState(let target, let from, let to, let failure?):
            .targetState(
                target: target, from: from, to: to, FailureText.read(scrub(FailureText.write(failure))))
        default: kind
        }
    }

    func block(_ block: SeriesList.Block) -> SeriesList.Block {
        SeriesList.Block(
            block.series.map { series in
                SeriesTable.Series(
                    name: series.name, labels: labels(series.labels), metric: series.metric, factor: series.factor,
                    host: series.host, gpu: series.gpu, sub: series.sub, part: series.part, rank: Int(series.rank),
                    isCounter: series.isCounter, isMoment: series.isMoment, hasBlanks: series.hasBlanks,
                    mayBePercent: series.mayBePercent,
                    isDropped: series.isDropped)
            }, printed: block.printed.map { ($0.name, labels($0.labels)) })
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
        let path = scrub(String(page.prefix { $0 != "?" && $0 != "#" }))
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
