// The scrapers of the targets of now. Event loop only.

import NIOCore
import Telemetry

/// One scraper per target, in the order of the list.
final class ScrapeCrew {
    /// How late a time-out may be found: a part of the shortest interval. All targets are looked at for it.
    private static let patienceShare = 4, patienceMs = 20...250
    /// How often those that are due are woken: some forty of a whole hall's at a time. A few slow targets are not worth a hundred looks a
    /// second.
    private static let turnMs: Int64 = 10, calmTurnMs: Int64 = 50, fewTargets = 100
    private let catalogue: Catalogue
    private let make: () -> ScrapeEnvironment
    private lazy var environment = make()
    private let segments = SegmentStore()
    private var members: [ScrapeTarget.Key: TargetScraper] = [:]
    private var reaper: RepeatedTask?
    private var waker: RepeatedTask?

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
        tick()
    }

    private func tick() {
        reaper?.cancel()
        waker?.cancel()
        let bound = NIOLoopBound(self, eventLoop: environment.loop)
        let shortestMs = members.values.map(\.intervalMs).min() ?? 0
        let patienceMs = min(
            max(shortestMs / Self.patienceShare, Self.patienceMs.lowerBound), Self.patienceMs.upperBound)
        let period = TimeAmount.milliseconds(Int64(patienceMs))
        reaper = environment.loop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
            bound.value.timeOut()
        }
        let isCalm = members.count <= Self.fewTargets && shortestMs >= 1_000
        let turn = TimeAmount.milliseconds(isCalm ? Self.calmTurnMs : Self.turnMs)
        waker = environment.loop.scheduleRepeatedTask(initialDelay: turn, delay: turn) { _ in bound.value.wake() }
    }

    private func wake() { environment.wheel.turn(toMs: environment.elapsedMs) { $0.due() } }

    private func timeOut() {
        let now = environment.elapsedMs
        for member in members.values { member.timeOut(atMs: now) }
    }

    func stop() {
        reaper?.cancel()
        waker?.cancel()
        reaper = nil
        waker = nil
        for member in members.values { member.stop() }
        members = [:]
        environment.wheel.clear()
    }
}
