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

    /// The target that speaks for a tray's GPUs: the one whose page knows most of them.
    func speaks(_ target: Int, with binding: Binding, forGPUsOf tray: Int) -> Bool {
        let now = gpuTarget[tray]
        guard now >= 0, now != target, let rival = records[now].binding, rival.onlyTray == tray, answers(now) else {
            return true
        }
        return binding.gpuMetricCount > rival.gpuMetricCount
    }

    private func answers(_ target: Int) -> Bool {
        let state = records[target].status.state
        return state != .unreachable && state != .gone
    }
}
