// From a job and a group of addresses to targets: labels, relabelling, URL. Pure.

import Ingest
import Telemetry

enum TargetMaker {
    enum Outcome {
        case target(ScrapeTarget)
        /// A rule dropped it.
        case dropped
        case wrong(String)
    }

    /// - Parameter meta: `__meta_...` labels of the discovery.
    static func make(_ address: String, _ group: TargetGroup, _ job: JobConfig, meta: [String: String]) -> Outcome {
        var labels = meta
        labels["job"] = job.scrape.name
        labels["__address__"] = address
        labels["__scheme__"] = job.scheme
        labels["__metrics_path__"] = job.metricsPath
        labels["__scrape_interval__"] = TimeText.prometheus(job.intervalMs)
        labels["__scrape_timeout__"] = TimeText.prometheus(job.timeoutMs)
        for (name, values) in job.params { labels["__param_" + name] = values.first }
        labels.merge(group.labels) { $1 }
        guard let kept = Relabeler.apply(job.relabel, to: labels.filter { !$0.value.isEmpty }) else { return .dropped }
        guard let address = kept["__address__"] else {
            let why = address.isEmpty ? "has no address; write host:port" : "lost its address to a relabelling rule"
            return .wrong("a target of job \(job.scrape.name) \(why)")
        }
        if address.contains("@") {
            return .wrong(
                "job \(job.scrape.name): \"\(TargetURL.shown(address))\" names a user before the @; write basic_auth with a password_file"
            )
        }
        let text =
            "\(kept["__scheme__"] ?? "http")://\(address)\(kept["__metrics_path__"] ?? "/metrics")" + query(job, kept)
        guard let url = TargetURL(text) else {
            return .wrong("job \(job.scrape.name): \"\(address)\" makes no URL: \(TargetURL.shown(text))")
        }
        var visible = kept.filter { !$0.key.hasPrefix("__") }
        let instance = visible["instance"] ?? address
        visible["instance"] = instance
        guard let intervalMs = duration("__scrape_interval__", kept),
            let timeoutMs = duration("__scrape_timeout__", kept)
        else { return .wrong("job \(job.scrape.name): \(url.spelling): its interval or time-out is no duration") }
        let home = TargetURL(instance)?.host ?? instance
        return .target(
            ScrapeTarget(
                TargetDescription(url: url.spelling, address: home, intervalMs: intervalMs, labels: visible),
                job: job.scrape, timeoutMs: min(timeoutMs, intervalMs)))
    }

    /// A time as relabelled, as far as targets can be read by it; nil if it is none.
    private static func duration(_ label: String, _ labels: [String: String]) -> Int? {
        guard let text = labels[label], let value = try? TimeText.duration(text), value > 0 else { return nil }
        return Int(max(100, min(3_600_000, value)))
    }

    /// The parameters as relabelled; values beyond the first stay as configured.
    private static func query(_ job: JobConfig, _ labels: [String: String]) -> String {
        var parts: [String] = []
        for (name, values) in job.params {
            let first = labels["__param_" + name].map { [$0] } ?? []
            for value in first + values.dropFirst() { parts.append("\(escaped(name))=\(escaped(value))") }
        }
        let known = Set(job.params.map { "__param_" + $0.name })
        for (name, value) in labels.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("__param_") && !known.contains(name) {
            parts.append("\(escaped(String(name.dropFirst(8))))=\(escaped(value))")
        }
        guard !parts.isEmpty else { return "" }
        let path = labels["__metrics_path__"] ?? ""
        return (path.contains("?") ? "&" : "?") + parts.joined(separator: "&")
    }

    /// Percent-encoded as RFC 3986 wants it.
    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}
