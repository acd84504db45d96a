// Alarms that another alarm explains become its consequences: nothing is hidden, but one cause is one line.

import Facility
import Telemetry

/// Folds effects under causes.
struct Absorption {
    /// An effect shows within this time of its cause, or before it by no more than the clocks' uncertainty.
    static let withinMs: Int64 = 180_000
    /// Who is slow is only named after windows of minutes.
    static let slowWithinMs: Int64 = 600_000
    static let slackMs: Int64 = 3_000
    static let consequenceLimit = 20

    let topology: Topology
    let jobs: JobIndex

    /// What an alarm stands on.
    private struct Ground {
        let trays: Set<Int32>
        let gpus: Set<Int32>
        let first: CauseMember
    }

    /// - Parameter members: of each alarm, in the order of `alarms`.
    func fold(_ alarms: [Alarm], members: [[CauseMember]]) -> [Alarm] {
        let grounds = members.map { list in
            Ground(
                trays: Set(list.map(\.tray)), gpus: Set(list.map(\.gpu)),
                first: list.min { $0.order < $1.order }!)
        }
        var folded = alarms
        var roots: [Int] = []
        // Nearest to a cause first, so that a root is never an effect.
        for effect in alarms.indices.sorted(by: { rank(alarms[$0]) < rank(alarms[$1]) }) {
            guard let root = roots.first(where: { explains(alarms[$0], grounds[$0], alarms[effect], grounds[effect]) })
            else {
                roots.append(effect)
                continue
            }
            folded[root].consequenceCount += alarms[effect].memberCount
            // The code that a GPU told before it was gone is no consequence of that, but its first sign.
            if grounds[root].first.gpu >= 0, grounds[root].first.gpu == grounds[effect].first.gpu {
                folded[root].begin(with: alarms[effect])
            }
            guard folded[root].consequences.count < Self.consequenceLimit else { continue }
            let alarm = alarms[effect]
            folded[root].consequences.append(
                "\(alarm.name) \(alarm.placeName), "
                    + "\(Thousands.grouped(alarm.memberCount))/\(Thousands.grouped(alarm.memberTotal))")
        }
        return roots.map { folded[$0] }
    }

    private func rank(_ alarm: Alarm) -> (Int, Timestamp, Int) { (alarm.family.rank, alarm.since, alarm.number) }

    /// Who is too hot or gets too little power is slow for that, however often the heat paused with its job and came back.
    private func isSlowed(_ effect: Alarm, by cause: Alarm) -> Bool {
        effect.family == .speed && (cause.family == .heat || cause.family == .power)
    }

    /// A roll-out moves on: its older and newer places are one story, however far apart. Of those that fire the engine makes one alarm.
    static func areOneProcess(_ one: Alarm, _ other: Alarm) -> Bool {
        !one.process.isEmpty && one.process == other.process && one.scope != nil && other.scope != nil
    }

    private func explains(_ cause: Alarm, _ ground: Ground, _ effect: Alarm, _ struck: Ground) -> Bool {
        // What moves on is as old as the oldest that still takes part.
        let afterMs = effect.earliest.milliseconds - ground.first.sinceMs
        // Of a straggler only the window is known in which it began.
        let latestMs = afterMs + (effect.members.first.map { $0.latest - $0.since } ?? 0)
        let slackMs = Self.slackMs + min(ground.first.possiblyEarlierMs, Self.withinMs)
        let isFollower = effect.family == .job || effect.family == .speed
        guard effect.severity <= cause.severity || isFollower, effect.family != .leak, effect.family != .security,
            latestMs >= -slackMs || isSlowed(effect, by: cause),
            afterMs <= (effect.family == .speed ? Self.slowWithinMs : Self.withinMs)
        else { return false }
        if effect.family == .job {
            // A job falls with any of its members.
            let gpu = ground.first.gpu >= 0 ? Int(ground.first.gpu) : topology.trays[Int(ground.first.tray)].gpus.first
            guard let gpu, jobs.ofGPU[gpu] >= 0 else { return false }
            return effect.jobs.contains(jobs.names[Int(jobs.ofGPU[gpu])])
        }
        // The same ground: all members of the effect stand on what the cause struck.
        guard struck.trays.isSubset(of: ground.trays) else { return false }
        return cause.scope != nil || ground.first.gpu < 0 || struck.gpus.isSubset(of: ground.gpus)
    }
}
