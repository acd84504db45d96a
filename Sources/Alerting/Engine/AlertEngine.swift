// The alert engine: one closed slot in, one board out. It keeps what is pending and firing; it reads no clock and decides no state.

import Facility
import Storage
import Telemetry

/// All rules over one hall. Owned by the core thread.
public final class AlertEngine {
    /// The rules it asks, fixed for its life.
    public let book: RuleBook
    var tracks: [RuleTrack]
    /// Latches of an earlier run whose hosts nobody knows yet.
    var missed: [AlertLatch] = []
    private let past: PastColumns
    private let ranking: StragglerRanking
    private let survey = JobSurvey()
    private var laggards = LagMemory()
    private var topology: Topology?
    var lastMs: Int64 = .min
    var keys: [Int: String] = [:]
    /// Steps of one roll-out that ended are one line for so long.
    private static let processMs: Int64 = 3_600_000
    /// Who fell silent so much earlier than the others has a reason of his own.
    static let silenceGapMs: Int64? = 15_000
    /// A clock that is further off has an alarm of its own.
    static let clockSlackMs: Int64 = 20_000
    /// What holds no longer than this slows nobody over a minute.
    private static let flickerMs: Int64 = 10_000
    var nextNumber = 1
    var live: [Int: Alarm] = [:]
    /// Each of them as it was when it had most members.
    private var widest: [Int: Alarm] = [:]
    var outages = OutageMemory()
    private var resolved: [Alarm] = []
    /// What is remembered of each process that a rule names.
    var stories: [String: ProcessStory] = [:]
    private var jobs: JobIndex?
    var units: UnitCounts?
    private var jobsOfSlot = Int.min
    /// Whose identities `jobs` and `twins` were made of.
    private var identities: [GPUIdentity?] = []
    /// GPUs that were seen at two places; nil until somebody asks.
    private var twins: Holding?
    var families: [(family: Family, rules: [Int], scopes: [Scope])] = []
    /// Per GPU, since when it reports without a fault; `.max` if it does not.
    private var cleanSince: [Int64] = []
    /// What began and what ended at the last evaluation, for the event log.
    public private(set) var transitions: [(alarm: Alarm, began: Bool)] = []

    /// An engine that remembers nothing: every rule waits its time anew.
    public init(_ book: RuleBook) {
        self.book = book
        tracks = book.rules.map { _ in RuleTrack() }
        ranking = StragglerRanking(book.stragglers)
        var windows: [(MetricID, Int64)] = []
        for rule in book.rules where rule.isEnabled {
            guard case .filter(let filter, let window) = rule.condition,
                [.rate, .increase, .changed].contains(window.take),
                window.lengthMs > 50_000
            else { continue }
            windows += filter.metrics.map { ($0, window.lengthMs) }
        }
        past = PastColumns(windows)
        for family in Family.allCases {
            let rules = book.rules.indices.filter { book.rules[$0].family == family && book.rules[$0].isEnabled }
            var scopes: [Scope] = []
            for rule in rules {
                for scope in book.rules[rule].scopes where !scopes.contains(scope) { scopes.append(scope) }
            }
            if !rules.isEmpty { families.append((family, rules, scopes)) }
        }
    }

    /// - Parameter acknowledged: when a person dealt with an alarm, by its key: a latched one that began before may end.
    /// - Returns: the board of this moment.
    public func evaluate(_ snapshot: Snapshot, acknowledged: [String: Timestamp] = [:]) -> AlertBoard {
        guard snapshot.slot >= 0 else { return .empty }
        adopt(snapshot)
        takeUpMissed(snapshot)
        noteOutages()
        let jobs = jobIndex(snapshot)
        let columns = Columns(snapshot, past: past, jobs: jobs)
        past.note(snapshot)
        ranking.note(columns, jobs, struck: struck(snapshot.topology))
        survey.note(columns, jobs)
        laggards.note(snapshot)
        var evaluator = RuleEvaluator(columns: columns, xids: book.xids)
        evaluator.slow = ranking.slow
        evaluator.fallen = survey.fallen
        for index in tracks.indices where book.rules[index].isEnabled && !book.rules[index].isMarkOnly {
            // Where nobody exports what it asks for there is nothing to look at; what it saw before is kept as unknown.
            let rule = book.rules[index]
            if tracks[index].instances.isEmpty, !rule.seesAbsence, isBlind(rule, snapshot) { continue }
            update(index, evaluator)
        }
        release(acknowledged, evaluator)
        let firing = alarms(snapshot, jobs)
        let folded = Absorption(topology: snapshot.topology, jobs: jobs).fold(firing.alarms, members: firing.grounds)
        let alarms = folded.sorted { ($1.severity, $0.since, $0.number) < ($0.severity, $1.since, $1.number) }
        note(alarms, of: firing, at: snapshot.moment)
        lastMs = snapshot.moment.milliseconds
        return board(alarms, snapshot)
    }

    /// Whether no page carries any of the metrics that the rule needs.
    private func isBlind(_ rule: Rule, _ snapshot: Snapshot) -> Bool {
        !rule.needs.isEmpty
            && rule.needs.allSatisfy { !snapshot.isExported($0) && snapshot.catalogue[$0].derivation == nil }
    }

    /// GPUs that stand out most, with windows and z, for the outliers view.
    public var stragglers: [(gpu: Int, windows: Int, z: Float, metric: MetricID)] {
        ranking.standings.map { ($0.gpu, $0.windows, $0.z, $0.metric) }
    }

    /// GPUs under a cause that makes slow, as of the last evaluation: one that fires, or that is more than a flicker.
    private func struck(_ topology: Topology) -> [Int] {
        var struck: [Int] = []
        for index in tracks.indices where book.rules[index].makesSlow {
            for instance in tracks[index].instances
            where instance.firedMs > 0 || lastMs - instance.sinceMs >= Self.flickerMs {
                let entity = Int(instance.entity)
                if book.rules[index].entity == .gpu {
                    struck.append(entity)
                } else {
                    struck += topology.trays[entity].gpus
                }
            }
        }
        return struck
    }

    private func update(_ index: Int, _ evaluator: RuleEvaluator) {
        let rule = book.rules[index], snapshot = evaluator.columns.snapshot
        let holding: Holding
        if case .identity(.duplicated) = rule.condition {
            holding = twins ?? evaluator.holding(rule.condition, of: rule)
            twins = holding
        } else {
            holding = evaluator.holding(rule.condition, of: rule)
        }
        let now = snapshot.moment.milliseconds, columns = evaluator.columns
        let began = { (entity: Int) in self.beginning(rule, entity, columns) }
        let doubt = { (entity: Int) in self.doubt(rule, entity, columns) }
        // A silence that has fired goes on as another kind of silence, not as one that waits anew.
        let goesOn = { (entity: Int) in
            guard rule.isSilence, let outage = self.outages[Int32(entity)] else { return false }
            return outage.alarm > 0 && outage.seenMs == self.lastMs
        }
        tracks[index].update(rule, holding, at: now, began: began, doubt: doubt, goesOn: goesOn) { entity in
            if let clear = rule.clear {
                // Until the clear condition holds it goes on; unknown stays unknown.
                return evaluator.truth(clear, of: rule, entity).map { !$0 }
            }
            return evaluator.truth(rule.condition, of: rule, entity)
        }
    }

    /// Latched alarms end once a person has spoken of all that they are, and the condition is over at each of their places.
    private func release(_ acknowledged: [String: Timestamp], _ evaluator: RuleEvaluator) {
        func isSeen(_ alarm: Alarm) -> Bool {
            alarm.keys.contains { acknowledged[$0].map { alarm.isKnown(at: $0) } ?? false }
        }
        for alarm in live.values where alarm.isLatched && isSeen(alarm) {
            let rules = tracks.indices.filter { book.rules[$0].isLatched && book.rules[$0].family == alarm.family }
            let stands = rules.contains { index in
                let holding = evaluator.holding(book.rules[index].condition, of: book.rules[index]).entries
                let wet = Set(holding.map(\.entity))
                // What nobody reads any more is not over.
                return tracks[index].instances.contains {
                    $0.alarm == alarm.number && ($0.isHeld || wet.contains($0.entity))
                }
            }
            guard !stands else { continue }
            for index in rules { tracks[index].release(alarm: alarm.number) }
        }
    }

    /// Made anew when a page said something else of a GPU, and then at most once in ten slots.
    private func jobIndex(_ snapshot: Snapshot) -> JobIndex {
        if let jobs, snapshot.holds(identities) || (0..<10).contains(snapshot.slot - jobsOfSlot) { return jobs }
        let made = JobIndex(snapshot)
        jobs = made
        jobsOfSlot = snapshot.slot
        identities = snapshot.identities
        twins = nil
        units = UnitCounts(snapshot.topology, made)
        return made
    }

    /// A new topology: instances move with their hosts, what was remembered of places is forgotten.
    private func adopt(_ snapshot: Snapshot) {
        let new = snapshot.topology
        defer { topology = new }
        guard let old = topology, old !== new else { return }
        let trays = old.trays.map { new.tray(ofHost: $0.host) }
        func move(_ gpu: Int) -> Int? {
            let tray = Int(old.trayOfGPU[gpu]), ordinal = gpu - old.trays[tray].gpus.lowerBound
            guard let target = trays[tray], ordinal < new.trays[target].gpus.count else { return nil }
            return new.trays[target].gpus.lowerBound + ordinal
        }
        for index in tracks.indices {
            tracks[index].renumber { book.rules[index].entity == .gpu ? move($0) : trays[$0] }
        }
        past.renumber {
            snapshot.catalogue[$0].entity == .gpu ? new.gpuCount : new.trays.count
        } _: {
            snapshot.catalogue[$0].entity == .gpu ? move($1) : trays[$1]
        }
        ranking.clear()
        survey.clear()
        laggards.renumber(move)
        outages.clear()
        twins = nil
        stories = [:]
        cleanSince = []
        func place(_ place: Place) -> Place? {
            switch place {
            case .gpu(let gpu): move(gpu).map { .gpu($0) }
            case .tray(let tray): trays[tray].map { .tray($0) }
            case .rack(let rack): new.racks.firstIndex { $0.name == old.racks[rack].name }.map { .rack($0) }
            case .row(let row): new.rows.firstIndex { $0.name == old.rows[row].name }.map { .row($0) }
            case .hall: .hall
            }
        }
        live = live.compactMapValues { $0.relocated(place) }
        widest = widest.compactMapValues { $0.relocated(place) }
        resolved = resolved.compactMap { $0.relocated(place) }
        jobs = nil
    }

    /// What will fire unless it ends first, as causes. Places where the rule's family fires already say nothing new.
    ///
    /// - Returns: them, and how many places wait by each rule.
    private func waiting(_ snapshot: Snapshot) -> (alarms: [Alarm], counts: [Int: Int]) {
        guard let units, let jobs else { return ([], [:]) }
        var waiting: [Alarm] = [], counts: [Int: Int] = [:]
        for (_, rules, scopes) in families where rules.contains(where: { tracks[$0].pendingCount > 0 }) {
            let firing = Set(members(rules, snapshot.topology, \.firing).map(\.tray))
            let members = members(rules, snapshot.topology, \.pending).filter {
                !firing.contains($0.tray) && live[$0.alarm] == nil
            }
            guard !members.isEmpty else { continue }
            for member in members { counts[member.rule, default: 0] += 1 }
            let finder = CauseFinder(
                topology: snapshot.topology, jobs: jobs, units: units, scopesOfRule: book.rules.map(\.scopes),
                severities: book.rules.map(\.severity), codeRules: book.codeRules)
            let writer = AlarmWriter(snapshot: snapshot, book: book, jobs: jobs)
            for cause in finder.causes(members, scopes: scopes) {
                var alarm = writer.alarm(cause, members, number: 0, firstKey: nil)
                alarm.phase = .pending
                waiting.append(alarm)
            }
        }
        return (waiting.sorted { ($1.severity, $0.since, $0.key) < ($0.severity, $1.since, $1.key) }, counts)
    }

    /// - Parameters:
    ///   - alarms: those of the top.
    ///   - firing: with them those that another one explains: they are told under it, not over.
    private func note(
        _ alarms: [Alarm], of firing: (alarms: [Alarm], grounds: [[CauseMember]]), at moment: Timestamp
    ) {
        transitions = []
        for alarm in alarms where live[alarm.number] == nil { transitions.append((alarm, true)) }
        let before = live, all = Set(firing.alarms.map(\.number))
        live = Dictionary(alarms.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for number in before.keys.sorted() where live[number] == nil {
            // What is over is remembered as large as it ever was: its members end one by one.
            var ended = widest[number] ?? before[number]!
            ended.since = min(ended.since, before[number]!.since)
            if all.contains(number) {
                live[number] = before[number]!
            } else if !isContinued(ended, firing) {
                ended.phase = .resolved
                ended.ended = moment
                transitions.append((ended, false))
                resolved.removeAll { Absorption.areOneProcess($0, ended) && ended.since - $0.since < Self.processMs }
                resolved.insert(ended, at: 0)
            }
        }
        widest = live.mapValues { alarm in
            widest[alarm.number].flatMap { $0.memberCount > alarm.memberCount ? $0 : nil } ?? alarm
        }
        if resolved.count > AlertBoard.resolvedLimit { resolved.removeLast(resolved.count - AlertBoard.resolvedLimit) }
    }

    /// Whether another alarm took its members over: causes grow together, and a roll-out moves on.
    private func isContinued(_ alarm: Alarm, _ firing: (alarms: [Alarm], grounds: [[CauseMember]])) -> Bool {
        if firing.alarms.contains(where: { Absorption.areOneProcess($0, alarm) }) { return true }
        let places = Set(alarm.members.map(\.place))
        return zip(firing.alarms, firing.grounds).contains { other, ground in
            (other.family == alarm.family || !other.process.isEmpty && other.process == alarm.process)
                && ground.contains { places.contains($0.place) }
        }
    }

    private func board(_ alarms: [Alarm], _ snapshot: Snapshot) -> AlertBoard {
        let waiting = waiting(snapshot)
        var pending: [(rule: String, count: Int)] = []
        var blind: [(rule: String, metrics: [String])] = []
        for index in tracks.indices where book.rules[index].isEnabled && !book.rules[index].isMarkOnly {
            let count = waiting.counts[index] ?? 0
            if count > 0 { pending.append((book.rules[index].name, count)) }
            if isBlind(book.rules[index], snapshot) {
                blind.append((book.rules[index].name, book.rules[index].needs.map { snapshot.catalogue[$0].name }))
            }
        }
        var board = AlertBoard(
            moment: snapshot.moment, alarms: alarms, resolved: resolved, pending: pending, blind: blind)
        board.waiting = waiting.alarms
        board.readiness = readiness(snapshot)
        board.stragglers = Array(stragglers.prefix(20))
        board.laggards = laggards.gpus
        board.judgement = ranking.windowEndMs.map { end in
            LagJudgement(
                at: Timestamp(milliseconds: end), needed: book.stragglers.needed, windowMs: book.stragglers.windowMs)
        }
        return board
    }

    private func readiness(_ snapshot: Snapshot) -> Readiness {
        let topology = snapshot.topology, now = snapshot.moment.milliseconds
        var gpus = [Bool](repeating: false, count: topology.gpuCount)
        var trays = [Bool](repeating: false, count: topology.trays.count)
        for (rule, track) in zip(book.rules, tracks) where rule.severity >= .critical {
            let isGPU = rule.entity == .gpu
            for instance in track.firing where Int(instance.entity) < (isGPU ? gpus : trays).count {
                if isGPU { gpus[Int(instance.entity)] = true } else { trays[Int(instance.entity)] = true }
            }
        }
        if cleanSince.count != topology.gpuCount { cleanSince = Array(repeating: .max, count: topology.gpuCount) }
        for gpu in 0..<topology.gpuCount {
            let isClean = snapshot.gpuState(gpu).counts && !gpus[gpu]
            if !isClean { cleanSince[gpu] = .max } else if cleanSince[gpu] == .max { cleanSince[gpu] = now }
        }
        return Readiness(snapshot, faultyGPUs: gpus, faultyTrays: trays, cleanSince: cleanSince)
    }
}
