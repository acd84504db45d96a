// From the URLs a user typed to targets: a URL is a metrics page, or an http_sd list of many.

import Exposition
import Foundation
import Ingest
import Telemetry

/// Looks at each URL once.
enum TargetDiscovery {
    static let limit = 100_000
    static let gpuIntervalMs = 1_000
    static let hostIntervalMs = 15_000
    /// dcgm-exporter's usual port: what a page that can not be read yet probably is.
    static let gpuPort = 9400

    /// - Parameter timeoutMs: for each URL; one that does not answer is still a target.
    static func targets(_ texts: [String], timeoutMs: Int = 2_000) throws(UserError) -> [TargetDescription] {
        var urls: [TargetURL] = []
        for text in texts {
            guard let url = TargetURL(text) else {
                throw UserError("\"\(text)\" is no URL; write http://host:9100/metrics")
            }
            urls.append(url)
        }
        var found: [TargetDescription] = []
        for (index, result) in PageFetcher.fetch(urls, timeoutMs: timeoutMs).enumerated() {
            if case .success(let body) = result, let groups = try groups(body, texts[index]) {
                for group in groups { found += try expand(group, texts[index]) }
            } else {
                found.append(page(urls[index], texts[index], try? result.get()))
            }
        }
        guard !found.isEmpty else { throw UserError("\(texts.joined(separator: " ")): the list names no targets") }
        guard found.count <= limit else { throw UserError("\(found.count) targets are more than \(limit)") }
        return found
    }

    /// nil if the body is no JSON list at all.
    private static func groups(_ body: [UInt8], _ source: String) throws(UserError) -> [TargetGroup]? {
        guard body.first(where: { $0 > 0x20 }) == 0x5B else { return nil }
        do { return try JSONDecoder().decode([TargetGroup].self, from: Data(body)) } catch {
            throw UserError("\(source): not an http_sd list: \(error)")
        }
    }

    private static func page(_ url: TargetURL, _ text: String, _ body: [UInt8]?) -> TargetDescription {
        let isGPU = body.map { holds("DCGM_FI_", $0) } ?? (url.port == gpuPort)
        return TargetDescription(
            url: spelled(url), address: url.host, intervalMs: isGPU ? gpuIntervalMs : hostIntervalMs)
    }

    private static func expand(_ group: TargetGroup, _ source: String) throws(UserError) -> [TargetDescription] {
        let labels = group.labels ?? [:]
        let scheme = labels["__scheme__"] ?? "http", path = labels["__metrics_path__"] ?? "/metrics"
        var targets: [TargetDescription] = []
        for target in group.targets {
            guard let url = TargetURL("\(scheme)://\(target)\(path)") else {
                throw UserError("\(source): \"\(target)\" is no target")
            }
            var intervalMs = url.port == gpuPort || path.contains("dcgm") ? gpuIntervalMs : hostIntervalMs
            if let text = labels["__scrape_interval__"] {
                intervalMs = Int(max(100, min(3_600_000, try TimeText.duration(text))))
            }
            targets.append(
                TargetDescription(
                    url: spelled(url), address: url.host, intervalMs: intervalMs,
                    labels: labels.filter { !$0.key.hasPrefix("__") }))
        }
        return targets
    }

    private static func spelled(_ url: TargetURL) -> String {
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        return "\(url.isTLS ? "https" : "http")://\(host):\(url.port)\(url.path)"
    }

    private static func holds(_ text: String, _ body: [UInt8]) -> Bool { Data(body).range(of: Data(text.utf8)) != nil }
}
