// A hall with only some of its trays: a topology of its own, and the way from the old numbers to the new ones (unsafe: values of a slot).

import Facility
import Storage
import Telemetry

/// Some trays of an epoch.
struct PlacePart {
    let topology: Topology
    /// New numbers by old ones.
    let tray: [Int: Int]
    let gpu: [Int: Int]
    let target: [Int: Int]
    private let whole: Topology
    private let oldTrays: [Int]
    private let oldGPUs: [Int]
    private let oldTargets: [Int]

    init(_ epoch: Epoch, trays: Set<Int>) {
        let old = epoch.topology
        let kept = trays.sorted().filter { old.trays.indices.contains($0) }
        whole = old
        topology = EpochPlan(old, [], epoch.catalogue).topology(keeping: kept)
        // The floor order is the same, so the kept trays follow one another as before.
        oldTrays = topology.trays.map { old.tray(ofHost: $0.host) ?? kept[0] }
        oldGPUs = oldTrays.flatMap { Array(old.trays[$0].gpus) }
        let hosts = Set(kept.map { old.trays[$0].host })
        oldTargets = epoch.targets.indices.filter {
            hosts.contains(epoch.targets[$0].labels["host"] ?? epoch.targets[$0].address)
        }
        tray = Self.inverse(oldTrays)
        gpu = Self.inverse(oldGPUs)
        target = Self.inverse(oldTargets)
    }

    private static func inverse(_ numbers: [Int]) -> [Int: Int] {
        Dictionary(numbers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What the snapshot says of the kept trays.
    func snapshot(_ whole: Snapshot) -> Snapshot {
        let old = whole.state
        var state = old
        state.gpus.states = oldGPUs.map { old.gpus.states[$0] }
        state.gpus.since = oldGPUs.map { old.gpus.since[$0] }
        state.gpus.lastSeenMs = oldGPUs.map { old.gpus.lastSeenMs[$0] }
        state.gpus.absences = oldGPUs.map { old.gpus.absences[$0] }
        state.gpus.identities = oldGPUs.map { old.gpus.identities[$0] }
        state.gpus.xids = oldGPUs.map { old.gpus.xids[$0] }
        state.trayStates = oldTrays.map { old.trayStates[$0] }
        state.targets = oldTargets.map { index in
            var status = old.targets[index]
            status.tray = status.tray.flatMap { tray[$0] }
            return status
        }
        state.statistics.targetsTotal = state.targets.count
        state.statistics.targetsUp = state.targets.count {
            ($0.state == .fresh || $0.state == .frozen) && $0.failure == nil
        }
        // States of GPUs and trays stand in front of the columns.
        let front = oldGPUs + oldTrays.map { whole.topology.gpuCount + $0 }
        let offsets =
            front
            + whole.columns.flatMap { metric in
                (whole.catalogue[metric].entity == .gpu ? oldGPUs : oldTrays).map { whole.offset(metric, $0) }
            }
        state.valueAges = offsets.map { old.valueAges[$0] }
        state.heldValues = offsets.map { old.heldValues[$0] }
        let values = offsets.map { whole.frame?[$0] ?? Absence.missing.float }
        return values.withUnsafeBufferPointer {
            Snapshot(
                state, topology: topology, catalogue: whole.catalogue, start: whole.start, stepMs: whole.stepMs,
                columns: whole.columns, values: $0, events: whole.events.compactMap(moved),
                past: NoPast(attributes: whole.attributes, gpus: oldGPUs))
        }
    }

    /// Where a place of the whole hall stands in this part, nil if it does not.
    func place(_ old: Place) -> Place? {
        switch old {
        case .hall: .hall
        case .row(let index):
            whole.rows.indices.contains(index)
                ? topology.rows.firstIndex { $0.name == whole.rows[index].name }.map { .row($0) } : nil
        case .rack(let index):
            whole.racks.indices.contains(index) ? topology.rack(named: whole.racks[index].name).map { .rack($0) } : nil
        case .tray(let index): tray[index].map { .tray($0) }
        case .gpu(let index): gpu[index].map { .gpu($0) }
        }
    }

    private func moved(_ event: Event) -> Event? {
        let place = place(event.place)
        var kind = event.kind
        if case .targetState(let index, let from, let to, let failure) = event.kind {
            guard let index = target[index] else { return nil }
            kind = .targetState(target: index, from: from, to: to, failure)
        }
        return place.map { Event(time: event.time, uncertaintyMs: event.uncertaintyMs, place: $0, kind: kind) }
    }
}
