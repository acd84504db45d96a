// Since when something holds, and how exactly that is known: by the state of its place, by its page, by an age that a page tells, or by the
// silence that it goes on from. It asks no condition.

import Facility
import Storage
import Telemetry

extension AlertEngine {
    /// When a rule's condition began to hold that is found to hold now.
    func beginning(_ rule: Rule, _ entity: Int, _ columns: Columns) -> Int64 {
        let snapshot = columns.snapshot, now = snapshot.moment.milliseconds
        if let since = told(rule, entity, columns)?.sinceMs { return since }
        if let since = stateOnset(rule, entity, snapshot)?.sinceMs { return since }
        guard rule.entity == .gpu else { return now }
        // The newest page of a GPU is younger than its slot's end: it tells who was first within a second.
        if !snapshot.gpuState(entity).counts, let age = snapshot.gpuAgeMs(entity) {
            return max(now - age, lastMs == .min ? .min : 0)
        }
        return now - min(snapshot.stepMs, snapshot.gpuAgeMs(entity) ?? 0)
    }

    /// How much earlier than it shows something may have begun: since the last look, or without end if its page never told otherwise.
    func doubt(_ rule: Rule, _ entity: Int, _ columns: Columns) -> Int64 {
        if let doubtMs = told(rule, entity, columns)?.doubtMs { return doubtMs }
        // What never was on a page has no beginning.
        if case .missing = rule.condition { return .max }
        let snapshot = columns.snapshot, kind = rule.entity
        let tray = kind == .gpu ? Int(snapshot.topology.trayOfGPU[entity]) : entity
        let targets = snapshot.targets(ofTray: tray)
        func isFaster(_ one: Int, _ other: Int) -> Bool {
            snapshot.targets[one].description.intervalMs < snapshot.targets[other].description.intervalMs
        }
        // A silence begins after any page that ever came.
        if rule.isSilence, targets.allSatisfy({ snapshot.targets[$0].scrapes == 0 }) { return .max }
        let page = kind == .gpu ? targets.min(by: isFaster) : targets.max(by: isFaster)
        // What held at the first look, or on the first page, nobody saw begin.
        if !rule.isSilence, lastMs == .min || page.map({ snapshot.targets[$0].scrapes <= 1 }) ?? false { return .max }
        let gap = lastMs == .min ? 0 : snapshot.moment.milliseconds - lastMs
        return max(gap > snapshot.stepMs ? gap : 0, stateOnset(rule, entity, snapshot)?.doubtMs ?? 0)
    }

    /// By the age that a rule says tells its beginning, nil if it has none. A host that was silent restarted in that silence, unless it had
    /// restarted before: the clock that its age is told by may be wrong by as much as no rule minds.
    private func told(_ rule: Rule, _ entity: Int, _ columns: Columns) -> (sinceMs: Int64, doubtMs: Int64)? {
        guard let metric = rule.began else { return nil }
        let column = columns.values(metric)
        guard column.indices.contains(entity), column[entity] == column[entity] else { return nil }
        let toldMs = columns.snapshot.moment.milliseconds - Int64(Double(column[entity]) * 1_000)
        guard rule.entity == .tray, let outage = outages[Int32(entity)], outage.doubtMs != .max,
            toldMs > outage.sinceMs - Self.clockSlackMs
        else { return (toldMs, 0) }
        return (outage.sinceMs, outage.doubtMs)
    }

    /// When the state began that a rule asks for; nil if the rule asks for more, or storage does not know.
    private func stateOnset(_ rule: Rule, _ entity: Int, _ snapshot: Snapshot) -> (sinceMs: Int64, doubtMs: Int64)? {
        guard rule.asksOnlyForState else { return nil }
        let onset = StateOnset(snapshot: snapshot)
        let found = rule.entity == .gpu ? onset.gpu(entity) : onset.tray(entity).map { ($0.milliseconds, 0) }
        // What it asks for beside the state, such as a job, may have come later.
        return found.flatMap { lastMs == .min || $0.sinceMs > lastMs ? $0 : nil }
    }

    /// The alarm that told of a host's silence until now, 0 if none did or if others of it are still silent.
    func predecessor(_ rule: Rule, _ tray: Int32, silent: Set<Int>) -> Int {
        guard rule.isSilence || rule.began != nil, let alarm = outages[tray]?.alarm, live[alarm] != nil else {
            return 0
        }
        return rule.isSilence || !silent.contains(alarm) ? alarm : 0
    }

    /// Lets the memory learn who was silent at the last look.
    func noteOutages() {
        guard lastMs != .min else { return }
        var silences: [Instance] = []
        for (rule, track) in zip(book.rules, tracks) where rule.isSilence { silences += track.instances }
        outages.note(silences, at: lastMs)
    }
}
