// Who the GPUs of a page are: labels of all pages of a GPU put together. Values are none of its business.

import Facility
import Telemetry

extension Store {
    /// Notes what a target's page says of its GPUs' labels, and where it says nothing, what another page says that still answers. What no
    /// page says any more is over.
    func identify(_ target: Int, at time: Timestamp) {
        guard let binding = records[target].binding else { return }
        for gpu in binding.gpus {
            guard var identity = binding.identity(of: gpu) else { continue }
            let tray = Int(topology.trayOfGPU[gpu])
            for other in trayTargets[tray] where other != target { complete(&identity, gpu, from: other) }
            for other in manyTrayTargets where other != target { complete(&identity, gpu, from: other) }
            note(identity, of: gpu, at: time)
        }
    }

    /// A target fell silent or answers again: its labels go or come back, although no page has changed.
    func identifyAgain(after target: Int, at moment: Timestamp) {
        guard let gpus = records[target].binding?.gpus, !gpus.isEmpty else { return }
        var trays = Set<Int>()
        for gpu in gpus where trays.insert(Int(topology.trayOfGPU[gpu])).inserted {
            let tray = Int(topology.trayOfGPU[gpu])
            // One that answers tells for all; where nobody does, what was said last stands with the state's word.
            let speaker = (trayTargets[tray] + manyTrayTargets).first { other in
                Self.answers(records[other].status.state) && records[other].binding?.identity(of: gpu) != nil
            }
            if let speaker { identify(speaker, at: moment) }
        }
    }

    private func complete(_ identity: inout GPUIdentity, _ gpu: Int, from other: Int) {
        // One whose values stand still says its labels all the same: idle GPUs have a job too.
        let state = records[other].status.state
        guard state != .unreachable, state != .gone, let told = records[other].binding?.identity(of: gpu) else {
            return
        }
        identity.complete(with: told)
    }

    /// Who stands at a GPU's place from now on; another than before is an event.
    func note(_ identity: GPUIdentity, of gpu: Int, at time: Timestamp) {
        if let old = gpus.identities[gpu]?.uuid, old != identity.uuid, !old.isEmpty, !identity.uuid.isEmpty {
            let kind = Event.Kind.replaced(old: old, new: identity.uuid)
            append(Event(time: time, uncertaintyMs: 0, place: .gpu(gpu), kind: kind))
        }
        // Snapshots share the list: it is written only where it changes.
        if gpus.identities[gpu] != identity { gpus.identities[gpu] = identity }
        attributes.note(identity, of: gpu, at: time)
    }

    /// Keeps who reads GPUs of many trays: no tray lists it.
    func keepBreadth(of target: Int, _ binding: Binding) {
        let isBroad = binding.onlyTray == nil && !binding.gpus.isEmpty
        guard isBroad != manyTrayTargets.contains(target) else { return }
        if isBroad { manyTrayTargets.append(target) } else { manyTrayTargets.removeAll { $0 == target } }
    }
}
