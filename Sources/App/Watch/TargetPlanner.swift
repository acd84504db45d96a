// Asks a configuration's discoveries, each when it is due, and puts the targets together. A discovery that fails keeps what it
// last said, and says so. It blocks on the network: not for the core thread.

import Foundation
import Ingest
import Telemetry

final class TargetPlanner {
    static let targetLimit = 100_000
    static let fetchTimeoutMs = 2_000
    /// A list that has never answered is asked again this often.
    static let retryMs: Int64 = 5_000

    /// What one discovery said last.
    private struct Finding {
        var groups: [(group: TargetGroup, meta: [String: String])] = []
        /// The same by file, where they come from files.
        var files: [String: [(group: TargetGroup, meta: [String: String])]] = [:]
        var typed: [ScrapeTarget] = []
        var pages: [String] = []
        var stamp = 0
        var problem: String?
        var dueMs: Int64 = 0
        var hasAnswered = false
    }

    let config: WatchConfig
    private var findings: [[Finding]]

    init(_ config: WatchConfig) {
        self.config = config
        findings = config.jobs.map { $0.discoveries.map { _ in Finding() } }
    }

    /// What the same discoveries said under another configuration, until they are asked here.
    func inherit(_ other: TargetPlanner) {
        var known: [String: Finding] = [:]
        for (job, row) in zip(other.config.jobs, other.findings) {
            for (discovery, finding) in zip(job.discoveries, row) where finding.hasAnswered {
                if case .http(let url, _, _) = discovery { known[job.scrape.name + url] = finding }
            }
        }
        for (index, job) in config.jobs.enumerated() {
            for (number, discovery) in job.discoveries.enumerated() {
                if case .http(let url, _, _) = discovery, let finding = known[job.scrape.name + url] {
                    findings[index][number].groups = finding.groups
                    findings[index][number].hasAnswered = true
                }
            }
        }
    }

    /// Asks every discovery that is due.
    ///
    /// - Returns: whether any of them says something new.
    func refresh(nowMs: Int64) -> Bool {
        var changed = false
        var requests: [(url: TargetURL, http: HTTPSettings)] = []
        var askers: [(job: Int, number: Int)] = []
        for (job, row) in findings.enumerated() {
            for (number, finding) in row.enumerated() where finding.dueMs <= nowMs {
                switch config.jobs[job].discoveries[number] {
                case .fixed(let groups):
                    findings[job][number].groups = groups.map { ($0, [:]) }
                    findings[job][number].dueMs = .max
                    changed = true
                case .files(let patterns, _): if look(patterns, job, number, nowMs) { changed = true }
                case .pages(let paths): if list(paths, job, number, nowMs) { changed = true }
                case .http(let text, let http, _):
                    if let url = TargetURL(text) {
                        requests.append((url, http))
                        askers.append((job, number))
                    }
                case .address(let text):
                    if let url = TargetURL(text) {
                        requests.append((url, config.jobs[job].scrape.http))
                        askers.append((job, number))
                    }
                }
            }
        }
        let replies = PageFetcher.fetch(requests, timeoutMs: Self.fetchTimeoutMs)
        for (asker, reply) in zip(askers, replies) where take(reply, asker.job, asker.number, nowMs) { changed = true }
        return changed
    }

    private func look(_ patterns: [String], _ job: Int, _ number: Int, _ nowMs: Int64) -> Bool {
        // Names are looked up each second: a watch that does not depend on what the file system can do.
        findings[job][number].dueMs = nowMs + 1_000
        let paths = patterns.flatMap { PathPattern.paths($0) }
        let stamp = FileStamp.of(paths)
        guard stamp != findings[job][number].stamp || !findings[job][number].hasAnswered else { return false }
        findings[job][number].stamp = stamp
        findings[job][number].hasAnswered = true
        guard !paths.isEmpty else {
            findings[job][number].problem = "\(patterns.joined(separator: ", ")): no such file of targets"
            return true
        }
        let before = findings[job][number].files
        var files: [String: [(group: TargetGroup, meta: [String: String])]] = [:], problems: [String] = []
        for path in paths {
            do throws(UserError) {
                guard let data = FileManager.default.contents(atPath: path) else {
                    throw UserError("\(path): can not be read")
                }
                files[path] = try TargetGroup.list(Array(data), path).map { ($0, ["__meta_filepath": path]) }
            } catch {
                // A broken file keeps what it last said, and is no reason to forget what the others say.
                files[path] = before[path]
                problems += ([error.description] + error.others).prefix(ConfigMistakes.shown)
            }
        }
        findings[job][number].files = files
        findings[job][number].groups = paths.flatMap { files[$0] ?? [] }
        findings[job][number].problem = problems.isEmpty ? nil : problems.joined(separator: "; ")
        return true
    }

    private func list(_ paths: [String], _ job: Int, _ number: Int, _ nowMs: Int64) -> Bool {
        findings[job][number].dueMs = nowMs + 1_000
        let files = paths.flatMap { PageFolder.files($0) }
        guard files != findings[job][number].pages || !findings[job][number].hasAnswered else { return false }
        findings[job][number].pages = files
        findings[job][number].hasAnswered = true
        findings[job][number].problem = files.isEmpty ? "\(paths.joined(separator: ", ")): no page files" : nil
        return true
    }

    private func take(_ reply: Result<[UInt8], ScrapeFailure>, _ job: Int, _ number: Int, _ nowMs: Int64) -> Bool {
        let before = findings[job][number]
        var finding = before
        switch config.jobs[job].discoveries[number] {
        case .http(let text, _, let refreshMs):
            do throws(UserError) {
                let body: [UInt8]
                do { body = try reply.get() } catch { throw UserError("\(text): \(error.reason)") }
                finding.groups = try TargetGroup.list(body, text).map { ($0, ["__meta_url": text]) }
                finding.problem = nil
                finding.hasAnswered = true
                finding.dueMs = nowMs + refreshMs
            } catch {
                finding.problem = error.description
                finding.dueMs = nowMs + (finding.hasAnswered ? refreshMs : Self.retryMs)
            }
        case .address(let text):
            let body = try? reply.get()
            // One that never answered may be a list; one that answered as a page is a page for good.
            let isList = body.map { TargetGroup.isList($0) } ?? false
            finding.dueMs = body == nil ? nowMs + Self.retryMs : isList ? nowMs + 60_000 : .max
            guard body != nil || !finding.hasAnswered else { break }
            finding.hasAnswered = body != nil
            do throws(UserError) {
                let (targets, problems) = try TypedAddress.targets(text, config.jobs[job].scrape, body: body)
                finding.typed = targets
                finding.problem =
                    isList && targets.isEmpty && problems.isEmpty
                    ? "\(text): the list names no targets" : problems.isEmpty ? nil : problems.joined(separator: "; ")
            } catch { finding.problem = error.description }
        case .fixed, .files, .pages: break
        }
        findings[job][number] = finding
        return finding.problem != before.problem || finding.typed.map(\.description) != before.typed.map(\.description)
            || finding.groups.map(\.group) != before.groups.map(\.group)
    }

    /// What all discoveries say, as targets.
    func plan() -> WatchPlan {
        var plan = WatchPlan(site: config.settings.site, hall: config.settings.hall)
        plan.catalogue = config.settings.catalogue ?? .standard
        var seen: [String: ScrapeTarget] = [:]
        for (job, row) in zip(config.jobs, findings) {
            var targets: [ScrapeTarget] = []
            for finding in row {
                if let problem = finding.problem { plan.problems.append(problem) }
                targets += finding.typed
                plan.pageFiles += finding.pages
                for (group, meta) in finding.groups {
                    for (number, address) in group.targets.enumerated() {
                        switch TargetMaker.make(address, group, job, meta: meta) {
                        case .target(let target): targets.append(target)
                        case .dropped: plan.droppedCount += 1
                        case .wrong(let why):
                            let place = number < group.places.count ? group.places[number] + ": " : ""
                            plan.problems.append(place + why)
                        }
                    }
                }
            }
            if job.targetLimit > 0, targets.count > job.targetLimit {
                plan.problems.append(
                    "job \(job.scrape.name): \(targets.count) targets are more than target_limit \(job.targetLimit); none is read"
                )
                continue
            }
            var doubled: [ScrapeTarget] = []
            for target in targets {
                if let known = seen[target.description.url] {
                    // The same in every respect is what several lists say of one target.
                    let isSame = known.description == target.description && known.job === target.job
                    if !isSame { doubled.append(target) }
                } else {
                    seen[target.description.url] = target
                    plan.targets.append(target)
                }
            }
            if let first = doubled.first, let reader = seen[first.description.url]?.job {
                let names = doubled.count == 1 ? "" : " and \(doubled.count - 1) more"
                plan.warnings.append(
                    "job \(job.scrape.name): \(first.description.url)\(names) read by job \(reader.name) already, left out here\(Self.difference(reader, first.job))"
                )
            }
        }
        if plan.targets.count > Self.targetLimit {
            plan.problems.append(
                "\(plan.targets.count) targets are more than \(Self.targetLimit); the rest is left out")
            plan.targets.removeLast(plan.targets.count - Self.targetLimit)
        }
        return plan
    }

    /// What the job that is not asked would have done otherwise.
    private static func difference(_ one: ScrapeJob, _ other: ScrapeJob) -> String {
        var parts: [String] = []
        if one.http.credentials != other.http.credentials { parts.append("credentials") }
        if one.http.tls != other.http.tls { parts.append("tls_config") }
        if one.context.sharingKey != other.context.sharingKey { parts.append("metric_relabel_configs") }
        return parts.isEmpty ? "" : "; they differ in " + parts.joined(separator: ", ")
    }
}
