// Where the places, metrics and targets of an epoch stood in an earlier one: by path, name and address. Worked out when somebody first looks
// that far back; used under the readers' lock.

import Facility
import Storage
import Telemetry

/// From a later epoch's numbers to an earlier one's, and back for events.
final class Crossing {
    private let old: Epoch
    private let new: Epoch
    /// nil if both have one hall.
    private lazy var map = old.topology === new.topology ? nil : EpochMap(from: old.topology, to: new.topology)
    private lazy var newGPUs = map.map { Self.turned($0.gpus) }
    private lazy var newTrays = map.map { Self.turned($0.trays) }
    private lazy var newPlaces = map.map { Self.turned($0.places) }
    private lazy var oldMetrics = Dictionary(
        old.catalogue.metrics.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    private lazy var newTargets = Dictionary(
        new.targets.enumerated().map { ($1.url, $0) }, uniquingKeysWith: { first, _ in first })

    init(from old: Epoch, to new: Epoch) {
        self.old = old
        self.new = new
    }

    private static func turned(_ numbers: [Int32]) -> [Int: Int] {
        Dictionary(
            numbers.enumerated().compactMap { $1 < 0 ? nil : (Int($1), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func number(_ index: Int, _ numbers: [Int32]?) -> Int? {
        guard let numbers else { return index }
        return numbers.indices.contains(index) && numbers[index] >= 0 ? Int(numbers[index]) : nil
    }

    /// The earlier number of a GPU or a tray, nil if it was not there.
    func entity(_ isGPU: Bool, _ number: Int) -> Int? { Self.number(number, isGPU ? map?.gpus : map?.trays) }

    /// The earlier number of a rack, a row or the hall, counted in that order.
    func place(_ number: Int) -> Int? { Self.number(number, map?.places) }

    /// The earlier number of a metric, nil if it was not recorded.
    func metric(_ metric: MetricID) -> MetricID? {
        guard new.catalogue.metrics.indices.contains(metric.index) else { return nil }
        let name = new.catalogue.metrics[metric.index].name
        // Nearly always both have one catalogue.
        if old.catalogue.metrics.indices.contains(metric.index), old.catalogue.metrics[metric.index].name == name {
            return metric
        }
        return oldMetrics[name].map { MetricID($0) }
    }

    /// An earlier event as one of the later hall; nil if its place is none there.
    func event(_ event: Event) -> Event? {
        var kind = event.kind
        if case .targetState(let target, let from, let to, let failure) = kind {
            // A number that nobody has: of a page that is read no longer only the place is left.
            let index = old.targets.indices.contains(target) ? newTargets[old.targets[target].url] : nil
            kind = .targetState(target: index ?? new.targets.count, from: from, to: to, failure)
        }
        return place(event.place).map {
            Event(time: event.time, uncertaintyMs: event.uncertaintyMs, place: $0, kind: kind)
        }
    }

    private func place(_ place: Place) -> Place? {
        guard map != nil else { return place }
        let racks = old.topology.racks.count, newRacks = new.topology.racks.count
        return switch place {
        case .hall: .hall
        case .row(let row): newPlaces?[racks + row].map { .row($0 - newRacks) }
        case .rack(let rack): newPlaces?[rack].map { .rack($0) }
        case .tray(let tray): newTrays?[tray].map { .tray($0) }
        case .gpu(let gpu): newGPUs?[gpu].map { .gpu($0) }
        }
    }
}
