// Asks every rule's condition of one moment. Values are looked at as whole columns first; only who passes is asked in full.

import Facility
import Storage
import Telemetry

/// Conditions against a snapshot. Pure but for the columns it keeps.
struct RuleEvaluator {
    let columns: Columns
    let xids: XIDTable
    /// GPUs called slow by the ranking of the minutes, and since when; empty where there is none.
    var slow: [Holding.Entry] = []
    /// GPUs of jobs that fell as a whole.
    var fallen: Set<Int> = []

    private var snapshot: Snapshot { columns.snapshot }
    private var topology: Topology { columns.snapshot.topology }

    func holding(_ condition: Condition, of rule: Rule) -> Holding {
        switch condition {
        case .filter(let filter, let window): return filtered(filter, window, rule)
        case .xid(let classes): return xids(classes)
        case .silence(let kinds): return silent(kinds)
        case .missing:
            let gpus = (0..<topology.gpuCount).lazy.filter { snapshot.isMissing(gpu: $0) }
            return Holding(entries: gpus.map { Holding.Entry(entity: Int32($0)) })
        case .valueless: return valueless()
        case .straggler: return Holding(entries: slow)
        case .jobFell: return Holding(entries: fallen.sorted().map { Holding.Entry(entity: Int32($0)) })
        case .identity(let change): return changed(change)
        }
    }

    /// Whether a condition holds for one GPU or tray; nil if nobody knows.
    func truth(_ condition: Condition, of rule: Rule, _ entity: Int) -> Bool? {
        let isGPU = rule.entity == .gpu
        switch condition {
        case .filter(let filter, let window):
            if !filter.asksForState {
                guard isGPU ? snapshot.gpuState(entity).counts : snapshot.trayState(entity).counts else { return nil }
            }
            let source = source(filter, window)
            return isGPU ? filter.truth(gpu: entity, in: source) : filter.truth(tray: entity, in: source)
        case .xid(let classes):
            let code = snapshot.value(.xid, entity)
            guard code >= 0, code < 10_000 else { return nil }
            // A later code of a lesser class mends nothing: 45 only clears up behind 48. No code does: it was reset.
            return code >= 1 ? columns.lastingCodes(xids).stands(entity, classes) : false
        case .silence(let kinds):
            if let kind = columns.silences[entity] { return kinds.contains(kind) }
            return SilenceSurvey(snapshot: snapshot).isComingBack(tray: entity) ? nil : false
        case .missing:
            // A host that answers no more tells nothing about its GPUs.
            let tray = Int(topology.trayOfGPU[entity])
            return snapshot.trayState(tray).counts ? snapshot.isMissing(gpu: entity) : nil
        case .valueless:
            return snapshot.gpuState(entity).counts
                ? Self.signsOfLife.allSatisfy { snapshot.value($0, entity).isNaN } : nil
        case .straggler: return snapshot.gpuState(entity).counts ? slow.contains { $0.entity == Int32(entity) } : nil
        case .jobFell: return fallen.contains(entity)
        case .identity: return false
        }
    }

    private func source(_ filter: Filter, _ window: Window) -> FilterSource {
        var source = FilterSource(snapshot)
        if window.take != .now {
            for metric in filter.metrics { source.columns[metric.index] = columns.values(metric, window) }
        }
        return source
    }

    private func filtered(_ filter: Filter, _ window: Window, _ rule: Rule) -> Holding {
        let source = source(filter, window)
        let candidates = filter.candidates(of: rule.entity, in: source) { columns.values($0) }
        // People read the value itself, not by how many deviations it is off.
        let isOwn = [.deviation, .changed, .absent].contains(window.take)
        let shown = rule.valueMetric.map { columns.values($0, isOwn ? Window() : window) }
        let needsState = !filter.asksForState
        var holding = Holding()
        for entity in candidates {
            if rule.entity == .gpu {
                if needsState, !snapshot.gpuState(entity).counts { continue }
                guard filter.truth(gpu: entity, in: source) == true else { continue }
            } else {
                if needsState, !snapshot.trayState(entity).counts { continue }
                guard filter.truth(tray: entity, in: source) == true else { continue }
            }
            let value = shown.map { $0.count > entity ? $0[entity] : .nan } ?? .nan
            holding.entries.append(Holding.Entry(entity: Int32(entity), value: value))
        }
        return holding
    }

    /// What every exporter tells of a GPU that it can ask: whichever of these the fleet exports.
    private static let signsOfLife: [MetricID] = [
        .powerWatts, .tempCelsius, .gpuUtil, .smActive, .smClockHertz, .memoryUsedBytes, .grEngineActive,
        .powerInstantWatts,
    ]

    private func valueless() -> Holding {
        let told = Self.signsOfLife.filter { snapshot.isExported($0) }
        guard let first = told.first else { return Holding() }
        let column = columns.values(first)
        let gpus = column.indices.lazy.filter { gpu in
            column[gpu].isNaN && snapshot.gpuState(gpu).counts
                && told.dropFirst().allSatisfy { snapshot.value($0, gpu).isNaN }
        }
        return Holding(entries: gpus.map { Holding.Entry(entity: Int32($0)) })
    }

    private func xids(_ classes: Set<XIDClass>) -> Holding {
        let wanted = xids.codes(classes), takesUnknown = classes.contains(.hardware)
        let codes = columns.values(.xid), minor = columns.minorLinks(xids)
        var holding = Holding()
        for gpu in codes.indices where codes[gpu] >= 1 && codes[gpu] < 10_000 {
            let code = Int(codes[gpu])
            let isWanted =
                minor.contains(gpu)
                ? classes.contains(.linkMinor)
                : wanted.contains(code) || (takesUnknown && xids.entries[code] == nil)
            guard isWanted else { continue }
            holding.entries.append(Holding.Entry(entity: Int32(gpu), value: codes[gpu]))
        }
        return holding
    }

    private func silent(_ kinds: Set<SilenceKind>) -> Holding {
        let survey = SilenceSurvey(snapshot: snapshot)
        var holding = Holding()
        for (tray, kind) in columns.silences.sorted(by: { $0.key < $1.key }) where kinds.contains(kind) {
            let since = survey.since(tray: tray)
            holding.entries.append(
                Holding.Entry(
                    entity: Int32(tray), sinceMs: since?.time.milliseconds ?? 0, doubtMs: since?.doubtMs ?? 0))
        }
        return holding
    }

    /// GPUs seen at two places, or replaced within the last ten seconds of the event log.
    private func changed(_ change: IdentityChange) -> Holding {
        var holding = Holding()
        switch change {
        case .replaced:
            for event in snapshot.events.reversed().prefix(2_000) {
                guard snapshot.moment - event.time <= 10_000 else { break }
                if case .replaced = event.kind, case .gpu(let gpu) = event.place {
                    holding.entries.append(Holding.Entry(entity: Int32(gpu)))
                }
            }
        case .duplicated:
            var first: [String: Int] = [:]
            first.reserveCapacity(topology.gpuCount)
            for gpu in 0..<topology.gpuCount {
                guard let uuid = snapshot.identity(gpu)?.uuid, !uuid.isEmpty else { continue }
                guard let other = first.updateValue(gpu, forKey: uuid) else { continue }
                holding.entries += [Holding.Entry(entity: Int32(other)), Holding.Entry(entity: Int32(gpu))]
            }
        case .conflict:
            for tray in topology.trays.indices where !topology.trays[tray].conflict.isEmpty {
                holding.entries.append(Holding.Entry(entity: Int32(tray)))
            }
        }
        holding.entries.sort { $0.entity < $1.entity }
        return holding
    }
}
