// A cause put into words: name, place, first in time, what it is consistent with, what to do next. Every word comes from the rules.

import Facility
import Storage
import Telemetry

/// Makes alarms of causes, at one moment.
struct AlarmWriter {
    /// Jobs that one alarm names: more than a screen has room for, which says how many it leaves out.
    private static let jobLimit = 200

    let snapshot: Snapshot
    let book: RuleBook
    let jobs: JobIndex

    /// What an alarm says beyond its rule's words.
    enum Telling {
        case plain
        /// Of a process, which may move from rack to rack: what it was before this moment.
        case story(ProcessStory)
        /// Of who does not come back from one.
        case missed

        /// Whether it is about a process, whose rules are one.
        var isOfProcess: Bool { if case .plain = self { false } else { true } }
        /// The story once it moves on; nil else.
        var walk: ProcessStory? { if case .story(let story) = self, story.isWalking { story } else { nil } }
    }

    private var topology: Topology { snapshot.topology }

    func alarm(
        _ cause: CauseFinder.Cause, _ all: [CauseMember], number: Int, firstKey: String?, telling: Telling = .plain
    ) -> Alarm {
        let members = cause.members.map { all[$0] }.sorted { $0.order < $1.order }
        let first = members[0]
        let lead = lead(members, walks: telling.walk != nil)
        let rule = book.rules[lead]
        let place = place(cause, first)
        let placeName = name(cause, place)
        let speaker = members.first { $0.rule == lead }!
        let words = words(rule, cause, members, speaker, placeName, telling)
        // Whoever begins to look while it walks means the same one.
        var key = "\(telling.walk == nil ? rule.family.rawValue : rule.process)/\(placeName)"
        // There may be several of a family in the same hall.
        if cause.isGathered { key += "/\(rule.name)" }
        var sinceMs = first.sinceMs, struck = cause.hit, process = rule.process
        switch telling {
        case .plain:
            let isOfWindow = book.rules[first.rule].isOfWindows && first.doubtMs == .max
            if isOfWindow { sinceMs += book.stragglers.windowMs }
        case .story(let story):
            sinceMs = min(sinceMs, story.sinceMs)
            struck = own(rule, members)
        case .missed: process = ""
        }
        return Alarm(
            number: number, key: key, firstKey: firstKey ?? key, name: rule.name,
            metric: rule.valueMetric.map { snapshot.catalogue[$0].name }, severity: severity(rule, cause, struck),
            family: rule.family, phase: .firing, scope: cause.scope, place: place,
            placeName: placeName, since: Timestamp(milliseconds: sinceMs),
            lead: member(speaker), memberCount: cause.hit, memberTotal: cause.total, members: listed(members),
            jobs: jobNames(members), summary: words.summary, cause: words.cause, nextStep: words.next, consequences: [],
            consequenceCount: 0, isHeld: members.contains(where: \.isHeld), process: process,
            quietSince: process.isEmpty
                ? lingersSince(members.filter { $0.rule == lead }) : quietSince(telling, members),
            isLatched: rule.isLatched)
    }

    /// The rule that speaks for all: the worst; among equals the one that fired for most. Of what walks not who is silent for a while but
    /// what came after, where a rule tells it: it stays.
    func lead(_ members: [CauseMember], walks: Bool = false) -> Int {
        var counts: [Int: Int] = [:]
        for member in members { counts[member.rule, default: 0] += 1 }
        if walks {
            let after = counts.filter { !book.rules[$0.key].process.isEmpty && !book.rules[$0.key].isSilence }
            if !after.isEmpty { counts = after }
        }
        return counts.keys.max { left, right in
            let a = book.rules[left], b = book.rules[right]
            return a.severity != b.severity
                ? a.severity < b.severity : (counts[left]!, -left) < (counts[right]!, -right)
        }!
    }

    /// Each place once, by what was there first: several rules may hold of it.
    private func listed(_ members: [CauseMember]) -> [Alarm.Member] {
        var places = Set<Place>(), listed: [Alarm.Member] = []
        for member in members where listed.count < Alarm.memberLimit && places.insert(member.place).inserted {
            listed.append(self.member(member))
        }
        return listed
    }

    /// Those of whom the rule itself holds: others may take part by other rules.
    private func own(_ rule: Rule, _ members: [CauseMember]) -> Int {
        var places = Set<Place>(), own = 0
        for member in members where book.rules[member.rule].name == rule.name && places.insert(member.place).inserted {
            own += member.weight
        }
        return own
    }

    /// A rule's own, or what its labels say of causes that struck a whole group: `severity_hall: critical`.
    private func severity(_ rule: Rule, _ cause: CauseFinder.Cause, _ struck: Int) -> Severity {
        guard let scope = cause.scope, struck * 5 >= cause.total * 4,
            let word = rule.labels["severity_\(scope.rawValue)"], let severity = Severity(rawValue: word)
        else { return rule.severity }
        return max(rule.severity, severity)
    }

    /// What a jump goes to: the scope itself where it is a place, else the first member's rack.
    private func place(_ cause: CauseFinder.Cause, _ first: CauseMember) -> Place {
        switch cause.scope {
        case nil: first.place
        case .tray: .tray(cause.index)
        case .rack: .rack(cause.index)
        case .row: .row(cause.index)
        case .hall, .job: first.place
        case .unit, .feed, .loop, .leaf, .management: .rack(topology.trays[Int(first.tray)].rack)
        }
    }

    private func name(_ cause: CauseFinder.Cause, _ place: Place) -> String {
        switch cause.scope {
        case .job: "job \(jobs.names[cause.index])"
        case .hall: topology.hall
        case .unit, .feed, .loop, .leaf, .management: topology.groups[cause.index].name
        default: path(place)
        }
    }

    func path(_ place: Place) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): "row \(topology.rows[row].name)"
        case .rack(let rack): topology.racks[rack].name
        case .tray(let tray): topology.path(tray: tray)
        case .gpu(let gpu): topology.path(gpu: gpu)
        }
    }

    private func member(_ member: CauseMember) -> Alarm.Member {
        let rule = book.rules[member.rule]
        return Alarm.Member(
            place: member.place, since: Timestamp(milliseconds: member.sinceMs),
            uncertaintyMs: uncertainty(member),
            words: words(rule, member, member.firstValue), isFromFirst: member.doubtMs == .max ? true : nil,
            isAround: rule.isOfWindows ? true : nil)
    }

    /// A change shows at the next scrape: it may have happened an interval earlier. Of a silence the last answer is known.
    private func uncertainty(_ member: CauseMember) -> Int64 {
        let rule = book.rules[member.rule], earlierMs = member.possiblyEarlierMs
        return earlierMs > 0 && (rule.isSilence || rule.began != nil) ? earlierMs : max(interval(member), earlierMs)
    }

    private func interval(_ member: CauseMember) -> Int64 {
        if book.rules[member.rule].isOfWindows { return book.stragglers.windowMs }
        let targets = snapshot.targets(ofTray: Int(member.tray)).map { snapshot.targets[$0] }
        let intervals = targets.map(\.intervalMs)
        return (book.rules[member.rule].entity == .gpu ? intervals.min() : intervals.max()) ?? snapshot.stepMs
    }

    /// - Parameter value: the number that is said of it.
    private func words(_ rule: Rule, _ member: CauseMember, _ value: Float) -> String {
        if rule.family == .silence, member.gpu < 0 {
            let kind = SilenceSurvey(snapshot: snapshot).kind(tray: Int(member.tray))
            return kind?.words ?? (snapshot.trayState(Int(member.tray)).counts ? "answers again" : "silent")
        }
        // A code is the last of several: what came before it stands in the events.
        if case .xid = rule.condition { return xidWords(member, member.value) }
        if case .identity(let change) = rule.condition { return identityWords(change, member) }
        if let age = rule.began { return restartWords(rule, member, age) }
        guard let metric = rule.valueMetric, value == value else {
            return rule.annotations["member"] ?? rule.name
        }
        return ValueText.phrase(value, snapshot.catalogue[metric])
    }

    /// `rebooted 20 s after it fell silent`: its kernel started then, whenever its pages answered again; by the age that it tells, where it was silent before.
    private func restartWords(_ rule: Rule, _ member: CauseMember, _ age: MetricID) -> String {
        let words = rule.annotations["member"] ?? rule.name, place = Int(member.gpu >= 0 ? member.gpu : member.tray)
        guard let known = snapshot.lastKnown(age, place) else { return words }
        let toldMs = snapshot.moment.milliseconds - known.ageMs - Int64(Double(known.value) * 1_000)
        let laterMs = toldMs - member.sinceMs
        return laterMs < 2_000 ? words : "\(words) \(ValueText.seconds(Double(laterMs / 1_000))) after it fell silent"
    }

    /// Which GPU by its UUID, and where else it is seen or what stood there before.
    private func identityWords(_ change: IdentityChange, _ member: CauseMember) -> String {
        guard member.gpu >= 0 else { return topology.trays[Int(member.tray)].conflict }
        let uuid = snapshot.identity(Int(member.gpu))?.uuid ?? ""
        guard change == .duplicated else {
            let old = snapshot.events.reversed().prefix(5_000).lazy.compactMap { event -> String? in
                guard event.place == .gpu(Int(member.gpu)), case .replaced(let old, _) = event.kind else { return nil }
                return old
            }.first
            return "\(uuid)\(old.map { " in place of \($0)" } ?? "")"
        }
        let places = (0..<topology.gpuCount).lazy.filter { snapshot.identity($0)?.uuid == uuid }.prefix(4)
        return "\(uuid) at \(places.map { topology.path(gpu: $0) }.joined(separator: " and "))"
    }

    /// `XID 154 GPU_RECOVERY_ACTION_CHANGED after XID 79`
    private func xidWords(_ member: CauseMember, _ value: Float) -> String {
        let code = Int(value.isFinite ? value : 0)
        let entry = book.xids[code]
        guard code == 154, member.gpu >= 0 else { return "XID \(code) \(entry.name)" }
        // What came before the newest 154, not what followed it.
        let codes = snapshot.events.reversed().prefix(5_000).lazy.compactMap { event -> Int? in
            guard event.place == .gpu(Int(member.gpu)), case .xid(let code) = event.kind else { return nil }
            return code
        }
        let before = codes.drop { $0 != 154 }.first { $0 != 154 }
        return "XID 154 \(entry.name)" + (before.map { " after XID \($0) \(book.xids[$0].name)" } ?? "")
    }

    private func jobNames(_ members: [CauseMember]) -> [String] {
        var counts: [Int32: Int] = [:]
        for member in members {
            let gpu = member.gpu >= 0 ? Int(member.gpu) : topology.trays[Int(member.tray)].gpus.first
            if let gpu, jobs.ofGPU[gpu] >= 0 { counts[jobs.ofGPU[gpu], default: 0] += 1 }
        }
        return counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(Self.jobLimit).map {
            jobs.names[Int($0.key)]
        }
    }

    private func words(
        _ rule: Rule, _ cause: CauseFinder.Cause, _ members: [CauseMember], _ speaker: CauseMember, _ placeName: String,
        _ telling: Telling
    ) -> (summary: String, cause: String, next: String) {
        let scope = cause.scope, extent = CauseExtent(topology: topology, jobs: jobs, cause: cause)
        // These two look at every place of the group.
        func asks(_ name: String) -> Bool { rule.placeholders.contains(name) }
        // Other rules of the family may hold elsewhere in the group: what this one says is not said of those.
        let own = own(rule, members), isOfAll = rule.isSilence || telling.isOfProcess || own == 0
        let count = isOfAll ? cause.hit : own
        var values = [
            "place": placeName, "count": Thousands.grouped(count), "total": Thousands.grouped(cause.total),
            "value": rule.valueMetric.map { shown(speaker, $0) } ?? "",
            "first": path(members[0].place),
            "host": topology.path(tray: Int(members[0].tray)), "hosts": asks("hosts") ? extent.hosts(members) : "",
            "others": asks("others") ? extent.others(members) : "",
            "units": units(members, cause.total), "struck": units(members, count),
            "extent": extentWords(count, of: cause.total, members),
            "detail": words(rule, speaker, speaker.value), "own": Thousands.grouped(own),
            "racks": Thousands.grouped(telling.walk?.rackCount ?? 1), "walk": walked(telling), "away": away(telling),
            "xid": "", "action": "",
        ]
        if case .xid = rule.condition, speaker.value.isFinite {
            let entry = book.xids[Int(speaker.value)]
            values["xid"] = "\(entry.code)"
            // Those who have another code are counted too: then it is not the code of all.
            let others = Set(members.filter { $0.rule == speaker.rule && $0.value != speaker.value }.map(\.value)).count
            if others > 0 { values["detail"]! += " and \(others) other \(Plural.noun("code", of: others))" }
            values["action"] = entry.action
        }
        if rule.valueMetric == snapshot.catalogue.metric(named: "recovery_action"), speaker.value.isFinite {
            values["action"] = RecoveryAction(Int(max(0, min(99, speaker.value)))).words
        }
        let special: String? =
            switch telling {
            case .plain: isBack(rule, members) ? "back" : isPathLoss(rule, cause, members) ? "path" : nil
            case .story: telling.walk == nil ? nil : "process"
            case .missed: "missed"
            }
        func text(_ name: String) -> String {
            WordTemplate(
                special.flatMap { rule.annotations["\(name)_\($0)"] }
                    ?? rule.words(name, cause.isGathered ? nil : scope)
            ).filled(values)
        }
        return (
            text("summary") + (isOfAll ? "" : others(rule, members, cause.hit - own)), text("cause"), text("next_step")
        )
    }

    /// `1 GPU`, `all 72 GPUs`, `18 of 72 GPUs`.
    private func extentWords(_ count: Int, of total: Int, _ members: [CauseMember]) -> String {
        guard count < total else {
            return (count > 1 ? "all " : "") + "\(Thousands.grouped(count)) \(units(members, count))"
        }
        return "\(Thousands.grouped(count)) of \(Thousands.grouped(total)) \(units(members, total))"
    }

    /// `, and 6 more: RowRemapPending`: who takes part by other rules of the family alone.
    private func others(_ rule: Rule, _ members: [CauseMember], _ count: Int) -> String {
        guard count > 0 else { return "" }
        let own = Set(members.filter { book.rules[$0.rule].name == rule.name }.map(\.place))
        var counts: [Int: Int] = [:]
        for member in members where !own.contains(member.place) { counts[member.rule, default: 0] += 1 }
        let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { book.rules[$0.key].name }
        let listed = names.prefix(2).joined(separator: ", ") + (names.count > 2 ? ", …" : "")
        return ", and \(Thousands.grouped(count)) more: \(listed)"
    }

    /// `A01 to A08`, in the order of time; the place's own rack before it walks.
    private func walked(_ telling: Telling) -> String {
        guard let (first, last) = telling.walk?.ends, topology.racks.indices.contains(first),
            topology.racks.indices.contains(last)
        else { return "" }
        return "\(topology.racks[first].name) to \(topology.racks[last].name)"
    }

    /// Not before the newest of it began: who restarted between two looks was never seen away.
    private func quietSince(_ telling: Telling, _ members: [CauseMember]) -> Timestamp? {
        guard let quietMs = telling.walk?.quietMs else { return nil }
        return Timestamp(milliseconds: members.reduce(quietMs) { max($0, $1.sinceMs) })
    }

    /// `no host of it is away now`
    private func away(_ telling: Telling) -> String {
        guard let count = telling.walk?.away else { return "" }
        return count == 0
            ? "no host of it is away now"
            : "\(Thousands.grouped(count)) \(Plural.noun("host", of: count)) of it away now"
    }

    /// What is counted: hosts that show no GPUs count as one each.
    private func units(_ members: [CauseMember], _ count: Int) -> String {
        let bare = members.count { topology.trays[Int($0.tray)].gpus.isEmpty }
        let word = bare == 0 ? "GPU" : bare == members.count ? "host" : "GPU or host"
        return Plural.noun(word, of: count, bare == 0 || bare == members.count ? nil : "GPUs and hosts")
    }

    /// More than a fifth of a network group silent within one interval: the way to it, unless power or BMC data agree.
    private func isPathLoss(_ rule: Rule, _ cause: CauseFinder.Cause, _ members: [CauseMember]) -> Bool {
        guard rule.family == .silence, let scope = cause.scope, scope != .tray, scope != .job,
            Double(cause.hit) > 0.2 * Double(cause.total)
        else { return false }
        if case .silence(let kinds) = rule.condition, kinds.isSubset(of: [.dark, .exporter, .unusable, .refused]) {
            return false
        }
        // Most of them within one interval: stragglers of a slow page do not count against it.
        let within = max(2_000, 2 * interval(members[0]))
        let early = members.count { $0.sinceMs - members[0].sinceMs <= within }
        return early * 2 > members.count
    }
}
