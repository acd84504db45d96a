// The life of one rule's instances: inactive, pending, firing, resolved. It asks no data itself.

import Telemetry

/// All instances of one rule.
struct RuleTrack {
    private(set) var instances: [Instance] = []
    /// Instances that ended at the last update after having fired.
    private(set) var resolved: [Instance] = []
    /// The update before, `.max` before the first.
    private var lastMs = Int64.max

    var firing: [Instance] { instances.filter { $0.firedMs > 0 } }
    var pending: [Instance] { instances.filter { $0.firedMs == 0 } }
    var pendingCount: Int { instances.count { $0.firedMs == 0 } }

    /// - Parameters:
    ///   - holding: for whom the condition holds now, rising.
    ///   - began: when it began for an entity whose entry does not say.
    ///   - doubt: how much earlier it may have begun, as `Instance.doubtMs`.
    ///   - goesOn: whether what begins there goes on from something that has fired, and need not wait.
    ///   - truth: whether an instance that is not in `holding` still counts as true; nil if unknown.
    mutating func update(
        _ rule: Rule, _ holding: Holding, at nowMs: Int64, began: (Int) -> Int64,
        doubt: (Int) -> Int64 = { _ in 0 }, goesOn: (Int) -> Bool = { _ in false }, truth: (Int) -> Bool?
    ) {
        defer { lastMs = nowMs }
        var next: [Instance] = []
        next.reserveCapacity(max(instances.count, holding.entries.count))
        resolved = []
        var old = 0, new = 0
        while old < instances.count || new < holding.entries.count {
            let left = old < instances.count ? instances[old].entity : .max
            let right = new < holding.entries.count ? holding.entries[new].entity : .max
            if left < right {
                if let kept = keep(instances[old], rule, nowMs, truth(Int(left))) { next.append(kept) }
                old += 1
            } else {
                let entry = holding.entries[new]
                var instance: Instance
                if left == right {
                    instance = instances[old]
                    old += 1
                } else {
                    let since = entry.sinceMs > 0 ? entry.sinceMs : began(Int(entry.entity))
                    instance = Instance(
                        entity: entry.entity, sinceMs: min(since, nowMs),
                        doubtMs: max(entry.doubtMs, doubt(Int(entry.entity))), lastTrueMs: nowMs, lastHeldMs: nowMs,
                        value: entry.value, firstValue: entry.value)
                    if goesOn(Int(entry.entity)) { instance.firedMs = nowMs }
                }
                instance.lastTrueMs = nowMs
                instance.lastHeldMs = nowMs
                instance.value = entry.value
                instance.isHeld = false
                next.append(fire(instance, rule, nowMs))
                new += 1
                // An entity may be listed twice; once is enough.
                while new < holding.entries.count, holding.entries[new].entity == entry.entity { new += 1 }
            }
        }
        instances = next
    }

    private func fire(_ instance: Instance, _ rule: Rule, _ nowMs: Int64) -> Instance {
        guard instance.firedMs == 0, nowMs - instance.sinceMs - instance.unknownMs >= rule.forMs else {
            return instance
        }
        var fired = instance
        fired.firedMs = nowMs
        return fired
    }

    /// What becomes of an instance whose condition was not found to hold.
    private mutating func keep(_ instance: Instance, _ rule: Rule, _ nowMs: Int64, _ truth: Bool?) -> Instance? {
        var kept = instance
        guard let truth else {
            // Unknown is not over. A pending one waits no longer than its own time twice.
            kept.isHeld = true
            kept.unknownMs += max(0, nowMs - lastMs)
            return instance.firedMs > 0 || nowMs - instance.lastTrueMs <= max(10_000, 2 * rule.forMs) ? kept : nil
        }
        kept.isHeld = false
        if truth {
            kept.lastTrueMs = nowMs
            // With a clear condition of its own it only goes on.
            if rule.clear == nil { kept.lastHeldMs = nowMs }
            return fire(kept, rule, nowMs)
        }
        guard instance.firedMs > 0 else { return nil }
        if rule.isLatched || nowMs - instance.lastTrueMs < rule.keepMs { return kept }
        resolved.append(instance)
        return nil
    }

    /// Takes up what fired in an earlier run; what stands already stays as it is.
    mutating func restore(entity: Int, sinceMs: Int64, value: Float, at nowMs: Int64) {
        guard !instances.contains(where: { $0.entity == entity }) else { return }
        var instance = Instance(
            entity: Int32(entity), sinceMs: sinceMs, lastTrueMs: sinceMs, lastHeldMs: sinceMs, value: value,
            firstValue: value)
        instance.firedMs = nowMs
        instances.append(instance)
        instances.sort { $0.entity < $1.entity }
    }

    /// Ends what a person has dealt with.
    mutating func release(alarm: Int) {
        resolved += instances.filter { $0.alarm == alarm }
        instances.removeAll { $0.alarm == alarm }
    }

    mutating func assign(alarm: Int, to entities: Set<Int32>) {
        for index in instances.indices where entities.contains(instances[index].entity) {
            instances[index].alarm = alarm
        }
    }

    /// Carries instances over to a new numbering; those without a place there are dropped.
    mutating func renumber(_ move: (Int) -> Int?) {
        instances = instances.compactMap { old -> Instance? in
            guard let entity = move(Int(old.entity)) else { return nil }
            var moved = Instance(
                entity: Int32(entity), sinceMs: old.sinceMs, doubtMs: old.doubtMs, lastTrueMs: old.lastTrueMs,
                lastHeldMs: old.lastHeldMs, value: old.value, firstValue: old.firstValue)
            moved.firedMs = old.firedMs
            moved.alarm = old.alarm
            moved.unknownMs = old.unknownMs
            return moved
        }.sorted { $0.entity < $1.entity }
        resolved = []
    }
}
