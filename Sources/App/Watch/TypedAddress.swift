// What a user typed on the command line: a metrics page, or a list of targets in Prometheus' form (unsafe: looks at bytes in place).

import Foundation
import Glibc
import Ingest
import Telemetry

/// Looks at an address once and says what it is.
enum TypedAddress {
    static let gpuIntervalMs = 1_000
    static let hostIntervalMs = 15_000
    /// dcgm-exporter's usual port: what a page that can not be read yet probably is.
    static let gpuPort = 9400

    /// - Throws: it is none, with what to write instead.
    static func url(_ text: String) throws(UserError) -> TargetURL {
        let isFile = [".yml", ".yaml", ".json"].contains { text.hasSuffix($0) }
        // A file's bare name could be a host's.
        if let url = TargetURL(text), !(isFile && FileManager.default.fileExists(atPath: text)) { return url }
        throw UserError(
            "\"\(TargetURL.shown(text))\" is no URL; "
                + (isFile ? "a configuration is given with --config" : "write http://host:9100/metrics"))
    }

    /// - Parameter body: what it answered, nil if nothing.
    /// - Returns: the targets, and what is wrong with entries of a list; one bad entry costs no other.
    static func targets(_ text: String, _ job: ScrapeJob, body: [UInt8]?) throws(UserError)
        -> (targets: [ScrapeTarget], problems: [String])
    {
        let url = try url(text)
        guard let body, TargetGroup.isList(body) else { return ([ScrapeTarget(page(url, body), job: job)], []) }
        var targets: [ScrapeTarget] = [], problems: [String] = []
        for (number, group) in try TargetGroup.list(body, text).enumerated() {
            for address in group.targets {
                do throws(UserError) { targets.append(ScrapeTarget(try entry(address, group), job: job)) } catch {
                    problems.append("\(text): group \(number + 1): \(error.description)")
                }
            }
        }
        return (targets, problems)
    }

    private static func page(_ url: TargetURL, _ body: [UInt8]?) -> TargetDescription {
        let isGPU = body.map { mentions("DCGM_FI_", in: $0) } ?? (url.port == gpuPort)
        return TargetDescription(
            url: url.spelling, address: url.host, intervalMs: isGPU ? gpuIntervalMs : hostIntervalMs)
    }

    /// Without a copy: a page may have sixteen megabytes.
    private static func mentions(_ word: StaticString, in body: [UInt8]) -> Bool {
        body.withUnsafeBytes { bytes in
            let length = word.utf8CodeUnitCount
            guard let base = bytes.baseAddress else { return false }
            var at = 0
            while at + length <= bytes.count,
                let found = memchr(base + at, CInt(word.utf8Start[0]), bytes.count - length + 1 - at)
            {
                if memcmp(found, word.utf8Start, length) == 0 { return true }
                at = UnsafeRawPointer(found) - base + 1
            }
            return false
        }
    }

    private static func entry(_ address: String, _ group: TargetGroup) throws(UserError) -> TargetDescription {
        let scheme = group.labels["__scheme__"] ?? "http", path = group.labels["__metrics_path__"] ?? "/metrics"
        guard let url = TargetURL("\(scheme)://\(address)\(path)") else {
            throw UserError("\"\(TargetURL.shown(address))\" is no target; write host:port")
        }
        var intervalMs = url.port == gpuPort || path.contains("dcgm") ? gpuIntervalMs : hostIntervalMs
        if let text = group.labels["__scrape_interval__"] {
            intervalMs = Int(max(100, min(3_600_000, try TimeText.duration(text))))
        }
        return TargetDescription(
            url: url.spelling, address: url.host, intervalMs: intervalMs,
            labels: group.labels.filter { !$0.key.hasPrefix("__") })
    }
}
