// Several targets of one tray may report the same metric. The better source counts while its target answers; the other is
// muted for that metric. A target that reads many trays (a federating server) takes no part in this.

import Telemetry

extension Store {
    /// The binding without what a better source of the same tray reports; that better source's rivals are bound anew.
    func settled(_ binding: Binding, of target: Int) -> Binding {
        guard let tray = binding.onlyTray else { return binding }
        var lost = Set<Int>()
        records[target].status.rival = nil
        for other in trayTargets[tray] where other != target {
            guard let rival = records[other].binding, rival.onlyTray == tray, answers(other) else { continue }
            // Exporters that share a host's GPUs between them say nothing of one another's.
            let sharesGPUs = !Set(binding.gpus).isDisjoint(with: rival.gpus)
            for metric in binding.metrics {
                guard let rank = binding.rank(metric), let theirs = rival.rank(metric) else { continue }
                let isGPU = catalogue.metrics[metric].entity == .gpu
                if isGPU, !sharesGPUs { continue }
                // Who knows more of the GPUs comes before who knows them better: nobody's values are left out.
                let missing = isGPU ? binding.gpus.count - rival.gpus.count : 0
                let isLost = missing != 0 ? missing < 0 : (theirs, other) < (rank, target)
                if isLost {
                    lost.insert(metric)
                    records[target].status.rival = other
                }
                if isLost == rival.muted.contains(metric) { records[other].needsBinding = true }
            }
        }
        return lost.isEmpty ? binding : binding.muting(lost, sets: &routeSets)
    }

    /// A target came back or fell silent: whoever shares metrics with it has to be asked again.
    func reopenContests(of target: Int) {
        guard let binding = records[target].binding, let tray = binding.onlyTray else { return }
        for other in trayTargets[tray] where other != target {
            guard let rival = records[other].binding else { continue }
            if binding.metrics.contains(where: { rival.rank($0) != nil }) { records[other].needsBinding = true }
        }
    }

    /// Where the other pages of a target's tray write, or would if they were not outspoken.
    func spokenOfByOthers(_ target: Int, _ binding: Binding) -> Set<Int> {
        guard let tray = binding.onlyTray, !binding.mutedRoutes.isEmpty else { return [] }
        var offsets = Set<Int>()
        for other in trayTargets[tray] where other != target {
            guard let rival = records[other].binding, rival.onlyTray == tray else { continue }
            for route in rival.routes + rival.mutedRoutes { offsets.insert(rival.offset(route)) }
        }
        return offsets
    }

    /// After all pages were bound anew: what a page wrote that is outspoken now, and that no other says, stands no longer.
    func silenceOutspoken(in frame: SlotFrame) {
        for target in records.indices {
            guard let binding = records[target].binding, !binding.mutedRoutes.isEmpty else { continue }
            let spokenOf = spokenOfByOthers(target, binding)
            for offset in binding.mutedRoutes.map(binding.offset)
            where !spokenOf.contains(offset) && offset < frame.count {
                frame.base[offset] = Absence.missing.float
            }
        }
    }

    /// Makes the target the one that speaks for GPUs and hosts, wherever no other one knows more of them.
    func letSpeak(_ target: Int, with binding: Binding) {
        for gpu in binding.gpus {
            let tray = Int(topology.trayOfGPU[gpu])
            if speaks(target, insteadOf: gpuTarget[tray], of: tray, binding, \.gpuMetricCount) {
                gpuTarget[tray] = target
            }
        }
        for tray in binding.trays
        where speaks(target, insteadOf: hostTarget[tray], of: tray, binding, \.hostMetricCount) {
            hostTarget[tray] = target
        }
    }

    /// A target fell silent or came back: of those that read its tray, the one that answers and knows most speaks.
    func electSpeakers(after target: Int) {
        guard let tray = records[target].binding?.onlyTray else { return }
        let rivals = trayTargets[tray].filter { records[$0].binding?.onlyTray == tray }
        func best(_ count: KeyPath<Binding, Int>) -> Int? {
            func rank(_ target: Int) -> (Int, Int, Int) {
                (answers(target) ? 1 : 0, records[target].binding?[keyPath: count] ?? 0, -target)
            }
            return rivals.filter { (records[$0].binding?[keyPath: count] ?? 0) > 0 }.max { rank($0) < rank($1) }
        }
        if let speaker = best(\.gpuMetricCount) { gpuTarget[tray] = speaker }
        if let speaker = best(\.hostMetricCount) { hostTarget[tray] = speaker }
    }

    private func speaks(
        _ target: Int, insteadOf now: Int, of tray: Int, _ binding: Binding, _ count: KeyPath<Binding, Int>
    ) -> Bool {
        guard now >= 0, now != target, let rival = records[now].binding, rival.onlyTray == tray, answers(now) else {
            return true
        }
        return binding[keyPath: count] > rival[keyPath: count]
    }

    private func answers(_ target: Int) -> Bool { Self.answers(records[target].status.state) }

    /// One whose values stand still says no more than one that is silent.
    static func answers(_ state: EntityState) -> Bool {
        state != .unreachable && state != .gone && state != .frozen
    }
}
