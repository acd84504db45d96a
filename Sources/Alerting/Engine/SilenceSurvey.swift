// Why each silent host is silent, by what its other pages say. Storage decides who is silent; this only explains.

import Facility
import Storage
import Telemetry

/// The kind of silence of one tray at one moment.
public struct SilenceSurvey {
    let snapshot: Snapshot

    /// - Returns: nil if the host's GPU page answers, was never there, or the tray is planned out.
    func kind(tray: Int) -> SilenceKind? {
        guard !snapshot.topology.trays[tray].isPlannedOut else { return nil }
        let state = snapshot.trayState(tray)
        guard state == .unreachable || state == .neverSeen else { return nil }
        var controllers: [TargetStatus] = [], pages: [TargetStatus] = []
        for target in snapshot.targets(ofTray: tray).lazy.map({ snapshot.targets[$0] }) {
            if target.description.isController { controllers.append(target) } else { pages.append(target) }
        }
        // One that never answered is silent once its scrape has failed: before that nobody knows.
        guard
            let silent = pages.first(where: {
                $0.state == .unreachable || ($0.state == .neverSeen && $0.failure != nil)
            })
        else { return nil }
        // A page that answered after the other fell silent: the host lives. A kernel that refuses may be about to boot its exporters.
        let since = silent.lastSuccess.map { $0 + 2 * Int64(silent.description.intervalMs) }
        if pages.contains(where: { page in
            page.failure == nil && page.state == .fresh && page.lastSuccess != nil
                && since.map { page.lastSuccess! > $0 } ?? true
        }) {
            return .exporter
        }
        if pages.contains(where: { $0.failure?.isAnswered == true }) { return .unusable }
        if pages.contains(where: { $0.failure == .refused }) { return .refused }
        guard let controller = controllers.first else { return .unknown }
        return controller.state == .fresh || controller.state == .frozen ? .system : .dark
    }

    /// Whether a host answers again and one of its pages, which failed at its last turn, has not had its next: that one may tell of a restart.
    func isComingBack(tray: Int) -> Bool {
        guard snapshot.trayState(tray).counts, let back = StateOnset(snapshot: snapshot).tray(tray) else {
            return false
        }
        return snapshot.targets(ofTray: tray).lazy.map { snapshot.targets[$0] }.contains { page in
            !page.description.isController && page.failure != nil
                && snapshot.moment - back <= 2 * Int64(page.description.intervalMs)
        }
    }

    /// When the host fell silent: the beginning of its state as storage says it, and how much earlier that may have been, which is as long
    /// as nobody had heard it by then.
    func since(tray: Int) -> (time: Timestamp, doubtMs: Int64)? {
        let pages = snapshot.targets(ofTray: tray).map { snapshot.targets[$0] }.filter { $0.state == .unreachable }
        guard let page = pages.min(by: { $0.description.intervalMs < $1.description.intervalMs }),
            let last = page.lastSuccess
        else { return nil }
        // Nobody saw the state begin: it was there after the last answer.
        guard let since = StateOnset(snapshot: snapshot).tray(tray) else { return (last, 0) }
        // Where nobody looked for a while the last answer says little.
        return (since, min(max(0, since - last), 4 * Int64(page.description.intervalMs)))
    }
}
