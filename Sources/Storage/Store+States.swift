// The states of targets and GPUs, in the order of the architecture, decided here and nowhere else (unsafe: borrowed records).

import Facility
import Telemetry

extension Store {
    /// - Returns: targets whose values hold no longer.
    func decideTargets(at moment: Timestamp) -> [Int] {
        var up = 0, lapsed: [Int] = []
        var changed: [(index: Int, state: EntityState)] = []
        // Found by configured interval when first asked for: in a steady hall every target has learned its own.
        var fleet: [Int64: Int64]?
        records.withUnsafeMutableBufferPointer { records in
            for index in records.indices {
                let isLapsed = records[index].close(at: moment)
                if isLapsed { lapsed.append(index) }
            }
            let records = UnsafeBufferPointer(records)
            for index in records.indices {
                var fleetMs: Int64?
                if records[index].isUnsure {
                    if fleet == nil { fleet = Self.usualIntervals(records) }
                    fleetMs = fleet?[records[index].status.configuredMs]
                }
                let heard = records[index].heard(at: moment, observedSince: observedSince, fleetMs: fleetMs)
                if heard == .fresh || heard == .frozen, records[index].status.failure == nil { up += 1 }
                let state = records[index].status.tray.flatMap { planned($0) } ?? heard
                if state != records[index].status.state { changed.append((index, state)) }
            }
        }
        for (index, state) in changed { enter(state, target: index, at: moment) }
        statistics.targetsUp = up
        statistics.targetsTotal = records.count
        return lapsed
    }

    private func enter(_ state: EntityState, target index: Int, at moment: Timestamp) {
        let before = records[index].status.state
        records[index].status.state = state
        if Self.answers(state) != Self.answers(before) {
            reopenContests(of: index)
            electSpeakers(after: index)
            identifyAgain(after: index, at: moment)
        }
        records[index].status.since = beginning(moment)
        if let tray = records[index].status.tray, before != .neverSeen || state != .fresh {
            append(
                Event(
                    time: moment, uncertaintyMs: uncertainty(moment, records[index].intervalMs), place: .tray(tray),
                    kind: .targetState(target: index, from: before, to: state, records[index].status.failure)))
        }
    }

    /// The usual learned interval of targets with the same configured one: a prior for those that have learned nothing yet.
    private static func usualIntervals(_ records: UnsafeBufferPointer<TargetRecord>) -> [Int64: Int64] {
        var counts: [Int64: [Int64: Int]] = [:]
        for index in records.indices {
            guard let interval = records[index].status.learnedIntervalMs else { continue }
            counts[records[index].status.configuredMs, default: [:]][interval, default: 0] += 1
        }
        return counts.compactMapValues { counts in
            var rest = counts.values.reduce(0, +) / 2
            for (interval, count) in counts.sorted(by: { $0.key < $1.key }) {
                if count > rest { return interval }
                rest -= count
            }
            return nil
        }
    }

    /// When a state found at `moment` began; nil soon after a span that nobody observed, because it may have begun there.
    private func beginning(_ moment: Timestamp) -> Timestamp? { isBlind(moment) ? nil : moment }

    private func isBlind(_ moment: Timestamp) -> Bool { observedSince.map { moment - $0 < Self.blindMs } == true }

    /// How much earlier than `moment` it may have happened: an interval, or any time in a span that nobody observed.
    private func uncertainty(_ moment: Timestamp, _ intervalMs: Int64) -> Int64 {
        guard let observedSince, isBlind(moment) else { return intervalMs }
        return moment - observedSince + unobservedMs + intervalMs
    }

    /// What the inventory says of a tray comes before what its targets say.
    func planned(_ tray: Int) -> EntityState? {
        guard topology.trays.indices.contains(tray) else { return nil }
        if topology.trays[tray].isPlannedOut { return .plannedOut }
        return topology.trays[tray].isExpected ? nil : .unexpected
    }

    func decideGPUs(at moment: Timestamp) {
        let xids = layout.start(.xid)
        for tray in topology.trays.indices {
            let speaker = gpuTarget[tray]
            let speakerState = speaker >= 0 ? records[speaker].status.state : .neverSeen
            let planned = planned(tray)
            for gpu in topology.trays[tray].gpus {
                let target = source(of: gpu, speaker)
                let state = planned ?? gpuState(gpu, target == speaker ? speakerState : records[target].status.state)
                let before = gpus.states[gpu]
                if state != before {
                    gpus.states[gpu] = state
                    gpus.since[gpu] = beginning(moment)
                    if before != .neverSeen || state != .fresh {
                        append(
                            Event(
                                time: moment,
                                uncertaintyMs: uncertainty(moment, target >= 0 ? records[target].intervalMs : 0),
                                place: .gpu(gpu),
                                kind: .gpuState(from: before, to: state)))
                    }
                }
                noteXID(gpu, lastValues[xids + gpu], at: moment)
            }
        }
        trayStates = topology.trays.indices.map { trayState($0) }
    }

    /// Who speaks for a GPU: the tray's speaker, unless another target named it last and the speaker is not about it.
    private func source(of gpu: Int, _ speaker: Int) -> Int {
        let source = Int(gpus.sources[gpu])
        guard source != speaker, records.indices.contains(source) else { return speaker }
        let isSpokenFor = speaker >= 0 && records[speaker].binding?.gpus.contains(gpu) == true
        return isSpokenFor ? speaker : source
    }

    /// The event bears the time of the page that told it, as its alarm does: the slot's end is up to a step later.
    private func noteXID(_ gpu: Int, _ code: Float, at moment: Timestamp) {
        guard code == code, code >= 0, code < 100_000 else { return }
        let known = gpus.xids[gpu]
        guard known != Int32(code) else { return }
        gpus.xids[gpu] = Int32(code)
        guard code > 0 else { return }
        let told = Timestamp(
            milliseconds: min(max(gpus.lastSeenMs[gpu], moment.milliseconds - stepMs + 1), moment.milliseconds))
        append(Event(time: told, uncertaintyMs: uncertainty(moment, stepMs), place: .gpu(gpu), kind: .xid(Int(code))))
    }

    private func gpuState(_ gpu: Int, _ target: EntityState) -> EntityState {
        if gpus.lastSeenMs[gpu] == .min { return .neverSeen }
        switch target {
        case .fresh, .frozen: return gpus.absences[gpu] >= 3 ? .gone : target
        default: return target
        }
    }
}
