// When the state that a rule is about began: the moment that storage says, so that an alarm is as old as its place's state on every screen.
// It decides no state.

import Facility
import Storage
import Telemetry

/// Beginnings of states at one moment, each with how much earlier it may have happened.
struct StateOnset {
    let snapshot: Snapshot

    /// nil where storage does not know.
    func gpu(_ gpu: Int) -> (sinceMs: Int64, doubtMs: Int64)? {
        guard let since = snapshot.gpuStateSince(gpu) else { return nil }
        guard !snapshot.gpuState(gpu).counts, let age = snapshot.gpuAgeMs(gpu) else { return (since.milliseconds, 0) }
        if snapshot.gpuState(gpu) == .frozen {
            // Its page goes on coming: what stands still has done so since its last change.
            let targets = snapshot.targets(ofTray: Int(snapshot.topology.trayOfGPU[gpu])).lazy.map {
                snapshot.targets[$0]
            }
            let frozen = targets.filter { $0.state == .frozen }
            guard let change = frozen.compactMap(\.lastChange).max() else { return (since.milliseconds, 0) }
            // The page that changed last was written up to an interval before it was read.
            let intervalMs = frozen.map { Int64($0.description.intervalMs) }.max() ?? 0
            return (since.milliseconds, max(0, since - change) + intervalMs)
        }
        // It was there on the last page that named it.
        return (since.milliseconds, max(0, since - (snapshot.moment - age)))
    }

    /// The state of a tray is that of its GPUs, else of its target; nil where storage does not know.
    func tray(_ tray: Int) -> Timestamp? {
        let state = snapshot.trayState(tray)
        let gpus = snapshot.topology.trays[tray].gpus.lazy.filter { snapshot.gpuState($0) == state }
        if let since = gpus.compactMap({ snapshot.gpuStateSince($0) }).min() { return since }
        return snapshot.targets(ofTray: tray).lazy.map { snapshot.targets[$0] }.filter { $0.state == state }
            .compactMap(\.since).min()
    }
}
