// Which thing do these members have in common? Greedy cover: the group that explains most of them with least beyond them, again
// and again, until only loners are left. Bounded by the number of groups, not of members.

import Facility
import Storage
import Telemetry

/// Splits the members of one family into causes.
struct CauseFinder {
    /// Causes of one family before the rest is folded into one.
    static let causeLimit = 6
    /// Stories about loners of the same rules before the rest is told as one.
    private static let gatheredLimit = 8
    /// Share of a group that must be struck.
    static let leastShare = 0.2
    /// So many places of one group, struck within one interval of a host's page, are one story however small their share still is.
    static let joinedCauses = 3
    static let joinedWithinMs: Int64 = 20_000
    private static let joinedMembers = 512, joinedLimit = 64

    /// One cause with its members.
    struct Cause {
        var scope: Scope?
        /// Index of the tray, rack, row, group or job; 0 for the hall.
        var index = 0
        var members: [Int] = []
        /// Loners who share nothing but their rules, told together because they are many.
        var isGathered = false
        /// Units struck and units there.
        var hit = 0
        var total = 0
    }

    /// One group of one scope.
    private struct Key: Hashable {
        let scope: Scope
        let index: Int
    }

    /// What may join causes: a group that all of them stand in and a rule that all of them break, by the same code where it is about codes. A dark
    /// rack and a frozen exporter beside it are two stories, however near in time, and so are XID 48 and XID 79.
    private struct Joint: Hashable {
        let key: Key
        let breach: Breach
    }

    private struct Breach: Hashable {
        let rule: Int
        let code: Float
    }

    /// A candidate: one group of one scope, and how much of it is struck.
    private struct Candidate {
        let scope: Scope
        let index: Int
        var hit = 0
        let total: Int
        var places = Set<Int32>()
    }

    let topology: Topology
    let jobs: JobIndex
    let units: UnitCounts
    /// What the members of a rule may have in common.
    let scopesOfRule: [[Scope]]
    /// How bad each rule is; where nobody says, all are alike.
    var severities: [Severity] = []
    /// Rules that are about codes: the value of their members is one.
    var codeRules = Set<Int>()

    /// - Parameters:
    ///   - scopes: those that the family's rules allow, the likeliest first: it wins a tie.
    ///   - gapMs: the few that began so much earlier than all others are no part of their cause; nil if causes creep.
    func causes(_ members: [CauseMember], scopes: [Scope], gapMs: Int64? = nil) -> [Cause] {
        var left = Array(members.indices), causes: [Cause] = []
        while left.count > 1, causes.count < Self.causeLimit, let best = best(members, left, scopes) {
            var cause = Cause(scope: best.scope, index: best.index, hit: best.hit, total: best.total)
            cause.members = left.filter { keys(members[$0]).contains { $0 == (best.scope, best.index) } }
            if let gapMs { leaveOutEarly(&cause, members, gapMs) }
            let taken = Set(cause.members)
            left.removeAll { taken.contains($0) }
            causes.append(cause)
        }
        // What shares nothing: a few stand alone, many are one story about the hall.
        let perPlace = Dictionary(grouping: left) {
            members[$0].gpu >= 0 ? Int(members[$0].gpu) : -1 - Int(members[$0].tray)
        }
        let loners = perPlace.values.sorted { $0[0] < $1[0] }.map { list in
            Cause(members: list, hit: members[list[0]].weight, total: members[list[0]].weight)
        }
        causes = joined(causes + loners, members, scopes)
        let alone = causes.filter { $0.scope == nil }
        guard alone.count > Self.causeLimit else { return causes }
        return causes.filter { $0.scope != nil } + gathered(alone, members)
    }

    /// Many loners as stories about the hall, one for all of whom the same rule is the worst: its words are not true of the others.
    private func gathered(_ alone: [Cause], _ members: [CauseMember]) -> [Cause] {
        func lead(_ cause: Cause) -> Int {
            let rules = Set(cause.members.map { members[$0].rule }).sorted()
            guard !severities.isEmpty else { return rules[0] }
            let worst = rules.map { severities[$0] }.max()
            return rules.first { severities[$0] == worst } ?? rules[0]
        }
        let groups = Dictionary(grouping: alone, by: lead)
        let ordered = groups.values.sorted { ($1.count, $0[0].members[0]) < ($0.count, $1[0].members[0]) }
        var lists = Array(ordered.prefix(Self.gatheredLimit))
        if ordered.count > Self.gatheredLimit { lists.append(ordered.dropFirst(Self.gatheredLimit).flatMap { $0 }) }
        return lists.flatMap { list in
            list.count == 1
                ? list
                : [
                    Cause(
                        scope: .hall, members: list.flatMap(\.members).sorted(), isGathered: true,
                        hit: list.reduce(0) { $0 + $1.hit }, total: units.hall)
                ]
        }
    }

    /// What struck three places of one group in the same way at once struck the group: its other members have not been read yet.
    private func joined(_ causes: [Cause], _ members: [CauseMember], _ scopes: [Scope]) -> [Cause] {
        // A large cause has found its group by its share.
        let small = causes.indices.filter {
            causes[$0].scope != .hall && causes[$0].members.count <= Self.joinedMembers
        }
        // Very many are one story about the hall, told without comparing each with each.
        guard (Self.joinedCauses...Self.joinedLimit).contains(small.count) else { return causes }
        let spans = causes.map { cause in
            let since = cause.members.lazy.map { members[$0].sinceMs }
            return (since.min() ?? 0)...(since.max() ?? 0)
        }
        var ofKey: [Joint: [Int]] = [:]
        for number in small where spans[number].upperBound - spans[number].lowerBound <= Self.joinedWithinMs {
            var common: [Key]?
            for member in causes[number].members {
                let keys = keys(members[member]).map { Key(scope: $0.0, index: $0.1) }
                common = common?.filter(keys.contains) ?? keys
            }
            let breaches = Set(
                causes[number].members.map { index in
                    let rule = members[index].rule
                    return Breach(rule: rule, code: codeRules.contains(rule) ? members[index].value : 0)
                })
            for key in common ?? [] where key.scope != .hall {
                for breach in breaches { ofKey[Joint(key: key, breach: breach), default: []].append(number) }
            }
        }
        let able = ofKey.filter { _, numbers in
            let first = numbers.map { spans[$0].lowerBound }.min()!, last = numbers.map { spans[$0].upperBound }.max()!
            return numbers.count >= Self.joinedCauses && last - first <= Self.joinedWithinMs
        }
        func order(_ found: (key: Joint, value: [Int])) -> (Int, Int, Int, Int, Float) {
            let key = found.key.key, breach = found.key.breach
            return (
                found.value.count, -(scopes.firstIndex(of: key.scope) ?? .max), -key.index, -breach.rule, -breach.code
            )
        }
        guard let (joint, numbers) = able.max(by: { order($0) < order($1) }) else { return causes }
        let key = joint.key
        let one = Cause(
            scope: key.scope, index: key.index, members: numbers.flatMap { causes[$0].members }.sorted(),
            hit: numbers.reduce(0) { $0 + causes[$1].hit }, total: units.total(key.scope, key.index))
        let rest = causes.indices.filter { !numbers.contains($0) }.map { causes[$0] }
        return joined([one] + rest, members, scopes)
    }

    /// A tray that died long before its row went dark is a story of its own, and must not date the other.
    private func leaveOutEarly(_ cause: inout Cause, _ members: [CauseMember], _ gapMs: Int64) {
        let ordered = cause.members.sorted { members[$0].sinceMs < members[$1].sinceMs }
        let few = ordered.prefix(ordered.count / 10).indices
        guard
            let last = few.last(where: {
                members[ordered[$0 + 1]].sinceMs - members[ordered[$0]].sinceMs > gapMs
            })
        else { return }
        let early = Set(ordered[...last])
        cause.hit -= early.reduce(0) { $0 + members[$1].weight }
        cause.members.removeAll { early.contains($0) }
    }

    private func best(_ members: [CauseMember], _ left: [Int], _ scopes: [Scope]) -> Candidate? {
        var candidates: [Key: Candidate] = [:]
        var everything = 0
        var seen = Set<Int64>()
        for index in left {
            let member = members[index]
            // Two rules at one place count once.
            guard seen.insert(Int64(member.gpu) << 32 | Int64(member.tray)).inserted else { continue }
            everything += member.weight
            for (scope, group) in keys(member) {
                let key = Key(scope: scope, index: group)
                var candidate =
                    candidates[key] ?? Candidate(scope: scope, index: group, total: units.total(scope, group))
                candidate.hit += member.weight
                if candidate.places.count < 2 {
                    candidate.places.insert(member.gpu >= 0 ? member.gpu : -1 - member.tray)
                }
                candidates[key] = candidate
            }
        }
        // A group that explains no more than one member explains nothing.
        let able = candidates.values.filter {
            $0.places.count > 1 && Double($0.hit) >= Self.leastShare * Double($0.total)
        }
        func score(_ candidate: Candidate) -> Double {
            2 * Double(candidate.hit) / Double(candidate.total + everything)
        }
        func rank(_ candidate: Candidate) -> Int { scopes.firstIndex(of: candidate.scope) ?? .max }
        return able.max { left, right in
            let a = score(left), b = score(right)
            if abs(a - b) > 1e-9 { return a < b }
            return (rank(left), left.index) > (rank(right), right.index)
        }
    }

    /// Every group a member belongs to.
    func keys(_ member: CauseMember) -> [(Scope, Int)] {
        let tray = Int(member.tray), rack = topology.trays[tray].rack
        var keys: [(Scope, Int)] = []
        for scope in scopesOfRule[member.rule] {
            switch scope {
            case .tray: if member.gpu >= 0 { keys.append((.tray, tray)) }
            case .rack: if !topology.isInvented(rack: rack) { keys.append((.rack, rack)) }
            case .row: if !topology.isInvented(rack: rack) { keys.append((.row, topology.racks[rack].row)) }
            case .hall: keys.append((.hall, 0))
            case .job:
                let gpu = member.gpu >= 0 ? Int(member.gpu) : topology.trays[tray].gpus.first
                if let gpu, jobs.ofGPU[gpu] >= 0 { keys.append((.job, Int(jobs.ofGPU[gpu]))) }
            case .unit, .feed, .loop, .leaf, .management:
                for group in units.groupsOfTray[tray] where topology.groups[Int(group)].kind == scope.group {
                    keys.append((scope, Int(group)))
                }
            }
        }
        return keys
    }
}
