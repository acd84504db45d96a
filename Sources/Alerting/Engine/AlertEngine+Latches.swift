// Latched rules over a restart: what stands is told, and what stood is taken up again. Which latch is over the notebook knows.

import Facility
import Storage

extension AlertEngine {
    /// Where latched rules fire, in the order of the rules, each with the key of its alarm.
    public func latches(_ board: AlertBoard, _ topology: Topology) -> [(latch: AlertLatch, key: String)] {
        let keys = Dictionary(board.alarms.map { ($0.number, $0.key) }, uniquingKeysWith: { first, _ in first })
        var latches: [(latch: AlertLatch, key: String)] = []
        for (rule, track) in zip(book.rules, tracks) where rule.isLatched {
            for instance in track.firing {
                let entity = Int(instance.entity), isGPU = rule.entity == .gpu
                let tray = topology.trays[isGPU ? Int(topology.trayOfGPU[entity]) : entity]
                let latch = AlertLatch(
                    rule: rule.name, host: tray.host, gpu: isGPU ? entity - tray.gpus.lowerBound : nil,
                    sinceMs: instance.sinceMs, value: instance.firstValue.isFinite ? instance.firstValue : nil)
                latches.append((latch, keys[instance.alarm] ?? ""))
            }
        }
        return latches
    }

    /// Latches of an earlier run: each stands from the next evaluation at which its host is known.
    public func restore(_ latches: [AlertLatch]) { missed += latches }

    /// Takes up those whose host the topology has. One of a rule that is no longer there, or no longer latched, is dropped.
    func takeUpMissed(_ snapshot: Snapshot) {
        guard !missed.isEmpty else { return }
        let topology = snapshot.topology
        missed.removeAll { latch in
            guard let index = book.rules.firstIndex(where: { $0.name == latch.rule && $0.isLatched && $0.isEnabled })
            else { return true }
            guard let tray = topology.tray(ofHost: latch.host) else { return false }
            let gpus = topology.trays[tray].gpus, isGPU = book.rules[index].entity == .gpu
            guard isGPU == (latch.gpu != nil), latch.gpu.map({ gpus.indices.contains(gpus.lowerBound + $0) }) ?? true
            else { return true }
            let entity = latch.gpu.map { gpus.lowerBound + $0 } ?? tray
            tracks[index].restore(
                entity: entity, sinceMs: min(latch.sinceMs, snapshot.moment.milliseconds),
                value: latch.value ?? .nan, at: snapshot.moment.milliseconds)
            return true
        }
    }
}
