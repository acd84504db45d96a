// The scrapers of the targets of now. Event loop only.

import NIOCore
import Telemetry

/// One scraper per target, in the order of the list.
final class ScrapeCrew {
    /// How late a time-out may be found.
    private static let patienceMs: Int64 = 50
    private let catalogue: Catalogue
    private let make: () -> ScrapeEnvironment
    private lazy var environment = make()
    private let segments = SegmentStore()
    private var members: [ScrapeTarget.Key: TargetScraper] = [:]
    private var reaper: RepeatedTask?

    init(catalogue: Catalogue, environment: @escaping () -> ScrapeEnvironment) {
        self.catalogue = catalogue
        make = environment
    }

    /// - Parameter targets: a target that is in the list twice is read once; the second stays silent.
    func replace(_ targets: [ScrapeTarget]) {
        var staying: [ScrapeTarget.Key: TargetScraper] = [:]
        var fresh: [TargetScraper] = []
        environment.connector.contexts.keep(only: Set(targets.map(\.job.http.tls)))
        for (index, target) in targets.enumerated() {
            let key = target.key
            guard staying[key] == nil, let url = TargetURL(target.description.url) else { continue }
            if let member = members.removeValue(forKey: key) {
                member.index = index
                staying[key] = member
                continue
            }
            let decoder = PageDecoder(
                catalogue: catalogue, store: segments, context: target.context, limits: target.job.limits.page)
            let member = TargetScraper(
                index: index, url: url, target: target, decoder: decoder, environment: environment)
            staying[key] = member
            fresh.append(member)
        }
        for member in members.values { member.stop() }
        members = staying
        for member in fresh { member.start() }
        segments.prune()
        if reaper == nil { reap() }
    }

    private func reap() {
        let bound = NIOLoopBound(self, eventLoop: environment.loop)
        let period = TimeAmount.milliseconds(Self.patienceMs)
        reaper = environment.loop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
            bound.value.timeOut()
        }
    }

    private func timeOut() {
        let now = environment.elapsedMs
        for member in members.values { member.timeOut(atMs: now) }
    }

    func stop() {
        reaper?.cancel()
        reaper = nil
        for member in members.values { member.stop() }
        members = [:]
    }
}
