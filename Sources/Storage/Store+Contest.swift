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
            for metric in binding.metrics {
                guard let rank = binding.rank(metric), let theirs = rival.rank(metric) else { continue }
                if (theirs, other) < (rank, target) {
                    lost.insert(metric)
                    records[target].status.rival = other
                } else if !rival.muted.contains(metric) {
                    records[other].needsBinding = true
                }
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

    private func speaks(
        _ target: Int, insteadOf now: Int, of tray: Int, _ binding: Binding, _ count: KeyPath<Binding, Int>
    ) -> Bool {
        guard now >= 0, now != target, let rival = records[now].binding, rival.onlyTray == tray, answers(now) else {
            return true
        }
        return binding[keyPath: count] > rival[keyPath: count]
    }

    private func answers(_ target: Int) -> Bool {
        let state = records[target].status.state
        return state != .unreachable && state != .gone
    }
}
