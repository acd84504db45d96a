// The values of one moment by metric, each column fetched once however many rules look at it. Owned by one thread.

import Facility
import Storage
import Telemetry

/// Columns of a snapshot and of its recent past, as rules take them.
final class Columns {
    /// A taken column.
    private struct Key: Hashable {
        let metric: Int
        let window: Window
    }

    let snapshot: Snapshot
    private let past: PastColumns?
    private let jobs: JobIndex?
    private var taken: [Key: [Float]] = [:]
    /// Silent trays and why they are, found once for all rules that ask.
    private(set) lazy var silences: [Int: SilenceKind] = {
        let survey = SilenceSurvey(snapshot: snapshot)
        var found: [Int: SilenceKind] = [:]
        for tray in snapshot.topology.trays.indices { found[tray] = survey.kind(tray: tray) }
        return found
    }()

    private var lasting: LastingCodes?
    private var minor: Set<Int>?

    /// GPUs whose NVLink 5 error is not fatal, found once likewise.
    func minorLinks(_ xids: XIDTable) -> Set<Int> {
        let gpus = minor ?? MinorLinks(snapshot, values(.xid), xids).gpus
        minor = gpus
        return gpus
    }

    /// Serious codes that stand behind lesser ones, found once for all rules that ask.
    func lastingCodes(_ xids: XIDTable) -> LastingCodes {
        let codes = lasting ?? LastingCodes(snapshot, xids)
        lasting = codes
        return codes
    }

    /// - Parameters:
    ///   - past: what is remembered beyond the snapshot's own frames; nil: nothing.
    ///   - jobs: who works with whom, where that is known already.
    init(_ snapshot: Snapshot, past: PastColumns? = nil, jobs: JobIndex? = nil) {
        self.snapshot = snapshot
        self.past = past
        self.jobs = jobs
    }

    /// One number per GPU or tray, NaN where unknown.
    func values(_ metric: MetricID, _ window: Window = Window()) -> [Float] {
        let key = Key(metric: metric.index, window: window)
        if let known = taken[key] { return known }
        let made = make(metric, window)
        taken[key] = made
        return made
    }

    private func make(_ metric: MetricID, _ window: Window) -> [Float] {
        let now = snapshot.column(metric)
        let slots = max(1, Int(window.lengthMs / snapshot.stepMs))
        switch window.take {
        case .now: return codes(metric, now)
        case .mean: return fold(metric, slots, now) { $0.count > 0 ? Float($0.sum / Double($0.count)) : .nan }
        case .max: return fold(metric, slots, now) { $0.count > 0 ? $0.max : .nan }
        case .min: return fold(metric, slots, now) { $0.count > 0 ? $0.min : .nan }
        case .increase: return increase(metric, window, slots, now)
        case .rate:
            let spanMs = past?.reachMs(metric, window.lengthMs, at: snapshot.moment) ?? window.lengthMs
            let hours = Float(Double(spanMs) / 3_600_000)
            return increase(metric, window, slots, now).map { hours > 0 ? $0 / hours : .nan }
        case .deviation:
            var mean = window
            mean.take = .mean
            return Peers(
                snapshot: snapshot, kind: window.peers, isGPU: snapshot.catalogue[metric].entity == .gpu, jobs: jobs
            )
            .deviations(window.lengthMs > 0 ? values(metric, mean) : now)
        case .changed: return changed(metric, slots, now)
        case .absent:
            return now.indices.map { entity in
                guard !(now[entity] == now[entity]) else { return 0 }
                guard let last = snapshot.lastKnown(metric, entity) else { return 1 }
                return last.ageMs >= window.lengthMs ? 1 : 0
            }
        }
    }

    /// A code holds until another replaces it: the last XID of a lost GPU is what one looks for.
    private func codes(_ metric: MetricID, _ now: [Float]) -> [Float] {
        guard snapshot.catalogue[metric].unit == .code, metric == .xid else { return now }
        return now.indices.map { now[$0] == now[$0] ? now[$0] : snapshot.lastKnown(metric, $0)?.value ?? .nan }
    }

    private func fold(_ metric: MetricID, _ slots: Int, _ now: [Float], _ result: (RollUp) -> Float) -> [Float] {
        var folds = [RollUp](repeating: RollUp(), count: now.count)
        for ago in 0..<min(slots, snapshot.slotsHeld) {
            let column = ago == 0 ? now : snapshot.column(metric, slotsAgo: ago)
            for index in column.indices { folds[index].add(column[index]) }
        }
        return folds.map(result)
    }

    /// Rise since the window began. A count that fell was reset: what it shows is its rise.
    private func increase(_ metric: MetricID, _ window: Window, _ slots: Int, _ now: [Float]) -> [Float] {
        var first: [Float]
        if let remembered = past?.oldest(metric, window.lengthMs), remembered.count == now.count {
            first = remembered
        } else {
            var ago = min(slots, max(0, snapshot.slotsHeld - 1))
            first = snapshot.column(metric, slotsAgo: ago)
            // Who is heard of only within the window begins there.
            var unknown = now.indices.filter { first[$0] != first[$0] && now[$0] == now[$0] }
            while ago > 1, !unknown.isEmpty {
                ago -= 1
                let later = snapshot.column(metric, slotsAgo: ago)
                for index in unknown { first[index] = later[index] }
                unknown.removeAll { first[$0] == first[$0] }
            }
        }
        return now.indices.map { index in
            let rise = now[index] - first[index]
            return rise < 0 ? now[index] : rise
        }
    }

    private func changed(_ metric: MetricID, _ slots: Int, _ now: [Float]) -> [Float] {
        var result = [Float](repeating: .nan, count: now.count)
        for index in now.indices where now[index] == now[index] { result[index] = 0 }
        for ago in stride(from: 1, through: min(slots, snapshot.slotsHeld - 1), by: 1) {
            let column = snapshot.column(metric, slotsAgo: ago)
            for index in column.indices
            where column[index] == column[index] && column[index] != now[index] && now[index] == now[index] {
                result[index] = 1
            }
        }
        if let old = past?.oldest(metric, Int64(slots) * snapshot.stepMs) {
            for index in old.indices
            where old[index] == old[index] && now[index] == now[index] && old[index] != now[index] {
                result[index] = 1
            }
        }
        return result
    }
}
