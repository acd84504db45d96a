// Which fields of a recording hold names.

import Facility
import Storage
import Telemetry

extension Anonymiser {
    /// Labels whose values are names, and their kinds.
    static let kinds: [String: String] = [
        "Hostname": "host", "hostname": "host", "nodename": "host", "host": "host", "instance": "host", "node": "host",
        "UUID": "gpu", "uuid": "gpu", "gpu_uuid": "gpu", "GPU_I_UUID": "gpu", "serial": "serial", "chassis": "serial",
        "hpc_job": "job", "job_id": "job", "slurm_job": "job", "pod": "pod", "exported_pod": "pod", "pod_name": "pod",
        "namespace": "namespace", "exported_namespace": "namespace", "pod_namespace": "namespace", "user": "user",
        "username": "user", "account": "user", "container": "container", "exported_container": "container",
        "address": "address", "ip": "address", "mac": "address", "domainname": "host",
    ]

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
            labels[label.key] = Self.kinds[label.key].map { replace(label.value, $0) } ?? label.value
        }
        if target.labels["host"] != nil { labels["host"] = host }
        let path = target.url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(
            separator: "/")
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
            result += Self.kinds[String(name)].map { replace(value, $0) } ?? scrub(value)
            rest = rest[end...]
        }
        return result + rest
    }
}
