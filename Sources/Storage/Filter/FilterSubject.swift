// One GPU, tray or target at one moment, as the tests of a filter read it.

import Facility
import Telemetry

/// Reads fields; nil is unknown, an empty text is known to be empty.
struct FilterSubject {
    let source: FilterSource
    /// nil: the tray itself.
    let gpu: Int?
    /// -1: a target whose tray nobody knows.
    let tray: Int
    /// Number of the target that is meant, nil for a tray or GPU: a status is large, and a subject is made for each of thousands.
    var targetNumber: Int?

    private var target: TargetStatus? { targetNumber.map { source.snapshot.targets[$0] } }
    private var snapshot: Snapshot { source.snapshot }
    private var topology: Topology { source.snapshot.topology }

    var state: EntityState { target?.state ?? gpu.map { snapshot.gpuState($0) } ?? snapshot.trayState(tray) }

    /// nil where marks are not known.
    var mark: Int? {
        if tray < 0 { return nil }
        if let gpu { return gpu < source.gpuMarks.count ? Int(source.gpuMarks[gpu]) : nil }
        return tray < source.trayMarks.count ? Int(source.trayMarks[tray]) : nil
    }

    func number(_ field: FilterField) -> Double? {
        if let target, let number = number(field, of: target) { return number }
        if tray < 0 || target != nil && field == .age { return nil }
        switch field {
        case .tray: return Double(topology.trays[tray].number)
        case .gpu: return gpu.map { Double($0 - topology.trays[tray].gpus.lowerBound) }
        case .age: return gpu.flatMap { snapshot.gpuAgeMs($0) }.map(Double.init)
        case .metric(let id):
            guard let entity = snapshot.catalogue[id].entity == .gpu ? gpu : tray else { return nil }
            if let column = source.columns[id.index] {
                return entity < column.count && !column[entity].isNaN ? Double(column[entity]) : nil
            }
            let value = snapshot.value(id, entity)
            if !value.isNaN { return Double(value) }
            // A code holds until another replaces it: the last XID of a lost GPU is what one looks for.
            return snapshot.catalogue[id].unit == .code ? snapshot.lastKnown(id, entity).map { Double($0.value) } : nil
        default: return nil
        }
    }

    func text(_ field: FilterField) -> String? {
        if let target, let text = text(field, of: target) { return text }
        if tray < 0 { return nil }
        return switch field {
        case .row: topology.rows[topology.racks[topology.trays[tray].rack].row].name
        case .rack: topology.racks[topology.trays[tray].rack].name
        case .tray: shortTray
        case .gpu: gpu.map { "g\($0 - topology.trays[tray].gpus.lowerBound)" }
        case .place: gpu.map { topology.path(gpu: $0) } ?? topology.path(tray: tray)
        case .host: topology.trays[tray].host
        case .job: gpu.flatMap { snapshot.gpus.identities[$0]?.job }
        case .pod: gpu.flatMap { snapshot.gpus.identities[$0]?.pod }
        case .namespace: gpu.flatMap { snapshot.gpus.identities[$0]?.namespace }
        case .uuid: gpu.flatMap { snapshot.gpus.identities[$0]?.uuid }
        case .model: gpu.flatMap { snapshot.gpus.identities[$0]?.model }
        case .driver: gpu.flatMap { snapshot.gpus.identities[$0]?.driverVersion }
        case .state: state.word
        default: nil
        }
    }

    /// The place and all it stands in: `place=B17` means everything below B17.
    var paths: [String] {
        [FilterField.place, .rack, .row].compactMap { text($0) }
            + (gpu == nil || tray < 0 ? [] : [topology.path(tray: tray)])
    }

    /// `t07`
    private var shortTray: String {
        let number = topology.trays[tray].number
        return number < 10 ? "t0\(number)" : "t\(number)"
    }
}
