// What fires, as causes, and each of them as an alarm with its number. It asks no condition: the tracks hold who fires.

import Facility
import Storage
import Telemetry

extension AlertEngine {
    /// A cause before it has words: its members are numbers of the list.
    struct Found {
        var cause: CauseFinder.Cause
        var members: [CauseMember]
        var telling = AlarmWriter.Telling.plain

        var ground: [CauseMember] { cause.members.map { members[$0] } }
    }

    /// What fires: the alarms of every cause, and what each stands on.
    func alarms(_ snapshot: Snapshot, _ jobs: JobIndex) -> (alarms: [Alarm], grounds: [[CauseMember]]) {
        guard let units else { return ([], []) }
        let finder = CauseFinder(
            topology: snapshot.topology, jobs: jobs, units: units, scopesOfRule: book.rules.map(\.scopes),
            severities: book.rules.map(\.severity), codeRules: book.codeRules)
        let writer = AlarmWriter(snapshot: snapshot, book: book, jobs: jobs)
        look(snapshot)
        var found: [Found] = []
        for (family, rules, scopes) in families {
            found += causes(rules, scopes, family == .silence ? Self.silenceGapMs : nil, finder)
        }
        var alarms: [Alarm] = [], grounds: [[CauseMember]] = []
        var used = Set<Int>()
        func tell(_ found: Found, _ usual: Int = 0) -> Int {
            let ground = found.ground
            let known = ground.flatMap { [$0.alarm, $0.predecessor] }.filter { $0 > 0 && !used.contains($0) }
            let before = known.contains(usual) ? usual : known.min()
            let number = before ?? nextNumber
            if before == nil { nextNumber += 1 }
            used.insert(number)
            let alarm = writer.alarm(
                found.cause, found.members, number: number, firstKey: keys[number], telling: found.telling)
            keys[number] = alarm.firstKey
            alarms.append(alarm)
            grounds.append(ground)
            assign(number, ground)
            return number
        }
        // Stories first: what is told apart from one gets a number of its own.
        for (process, story) in stories.sorted(by: { $0.key < $1.key }) {
            guard let one = takeStory(process, &found, writer, finder) else {
                stories[process]!.forget(at: snapshot.moment.milliseconds)
                continue
            }
            let number = tell(one, story.number)
            stories[process]!.note(
                one.ground, number: number, at: snapshot.moment.milliseconds,
                isSilence: { self.book.rules[$0.rule].isSilence }, rack: { snapshot.topology.trays[Int($0)].rack })
        }
        for found in found { _ = tell(found) }
        keys = keys.filter { used.contains($0.key) }
        return (alarms, grounds)
    }

    /// Lets every process learn who came back from it.
    private func look(_ snapshot: Snapshot) {
        for rule in book.rules where rule.isEnabled && !rule.process.isEmpty && stories[rule.process] == nil {
            stories[rule.process] = ProcessStory()
        }
        for process in stories.keys {
            var silent: [(tray: Int32, sinceMs: Int64)] = []
            for (rule, track) in zip(book.rules, tracks) where rule.isSilence && rule.process == process {
                silent += track.instances.map { ($0.entity, $0.sinceMs) }
            }
            stories[process]!.look(silent, at: snapshot.moment.milliseconds) { tray in
                ![.unreachable, .neverSeen].contains(snapshot.trayState(tray))
            }
        }
    }

    /// Takes the causes of one process out of what was found: those that strike a group, and of the others those that the story knows.
    private func takeStory(
        _ process: String, _ found: inout [Found], _ writer: AlarmWriter, _ finder: CauseFinder
    ) -> Found? {
        guard let story = stories[process] else { return nil }
        let parts = found.indices.filter { index in
            guard case .plain = found[index].telling else { return false }
            let ground = found[index].ground
            guard book.rules[writer.lead(ground)].process == process else { return false }
            return found[index].cause.scope != nil || story.knows(ground) { self.book.rules[$0.rule].isSilence }
        }
        guard let first = parts.first else { return nil }
        var one = found[first]
        if story.isWalking || parts.count > 1 || one.cause.scope == nil {
            let members = parts.flatMap { found[$0].ground }
            one = Found(
                cause: story.isWalking ? finder.acrossTheHall(members) : finder.together(members), members: members)
        }
        one.telling = .story(story)
        for index in parts.reversed() { found.remove(at: index) }
        return one
    }

    /// The causes of what fires of some rules. Who is missed by the story that it was part of is told apart.
    private func causes(_ rules: [Int], _ scopes: [Scope], _ gapMs: Int64?, _ finder: CauseFinder) -> [Found] {
        func isMissed(_ member: CauseMember) -> Bool {
            let rule = book.rules[member.rule]
            return rule.isSilence && stories[rule.process]?.missed.contains(member.tray) ?? false
        }
        let firing = members(rules, finder.topology, \.firing)
        let missed = firing.filter(isMissed)
        guard !missed.isEmpty else { return withWaiting(firing, rules, scopes, gapMs, finder) }
        return withWaiting(firing.filter { !isMissed($0) }, rules, scopes, gapMs, finder)
            + finder.causes(missed, scopes: scopes, gapMs: gapMs).map {
                Found(cause: $0, members: missed, telling: .missed)
            }
    }

    /// Where the condition holds already and the rule still waits, that belongs to the same group: else one that falls tray by tray would be
    /// many alarms until most of it has fired. None speaks louder before its time, and loners are not joined by what only waits.
    private func withWaiting(
        _ firing: [CauseMember], _ rules: [Int], _ scopes: [Scope], _ gapMs: Int64?, _ finder: CauseFinder
    ) -> [Found] {
        guard let worst = firing.map({ book.rules[$0.rule].severity }).max() else { return [] }
        let waiting = members(rules, finder.topology, \.pending).filter { book.rules[$0.rule].severity <= worst }
        guard !waiting.isEmpty else {
            return finder.causes(firing, scopes: scopes, gapMs: gapMs).map { Found(cause: $0, members: firing) }
        }
        let all = firing + waiting
        let groups = finder.causes(all, scopes: scopes, gapMs: gapMs).filter { cause in
            cause.scope != nil && cause.scope != .hall && cause.members.contains { $0 < firing.count }
        }
        let taken = Set(groups.flatMap(\.members))
        let rest = firing.indices.filter { !taken.contains($0) }.map { firing[$0] }
        return groups.map { Found(cause: $0, members: all) }
            + finder.causes(rest, scopes: scopes, gapMs: gapMs).map { Found(cause: $0, members: rest) }
    }

    func members(
        _ rules: [Int], _ topology: Topology, _ phase: KeyPath<RuleTrack, [Instance]>
    ) -> [CauseMember] {
        var members: [CauseMember] = []
        var silent = Set<Int>()
        for (rule, track) in zip(book.rules, tracks) where rule.isSilence {
            silent.formUnion(track.firing.map(\.alarm))
        }
        for rule in rules {
            let isGPU = book.rules[rule].entity == .gpu
            for instance in tracks[rule][keyPath: phase] {
                let tray = isGPU ? topology.trayOfGPU[Int(instance.entity)] : instance.entity
                if topology.trays[Int(tray)].isPlannedOut { continue }
                members.append(
                    CauseMember(
                        rule: rule, gpu: isGPU ? instance.entity : -1, tray: tray, sinceMs: instance.sinceMs,
                        doubtMs: instance.doubtMs, value: instance.value, firstValue: instance.firstValue,
                        isHeld: instance.isHeld, lastHeldMs: instance.lastHeldMs,
                        alarm: instance.alarm,
                        weight: isGPU ? 1 : max(1, topology.trays[Int(tray)].gpus.count),
                        predecessor: isGPU ? 0 : predecessor(book.rules[rule], tray, silent: silent)))
            }
        }
        return members
    }

    private func assign(_ number: Int, _ members: [CauseMember]) {
        var byRule: [Int: Set<Int32>] = [:]
        for member in members where member.alarm != number {
            byRule[member.rule, default: []].insert(member.gpu >= 0 ? member.gpu : member.tray)
        }
        for (rule, entities) in byRule { tracks[rule].assign(alarm: number, to: entities) }
    }
}
