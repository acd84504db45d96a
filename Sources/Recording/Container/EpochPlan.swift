// The JSON of an epoch: floor, targets and metrics as plain fields, so that any tool can read them. What is as usual is left out.

import Facility
import Foundation
import Telemetry

/// What `epoch.plan` holds, compressed.
struct EpochPlan: Codable {
    /// A tray, where it stands and how far it has come.
    struct Host: Codable, Equatable {
        let name: String
        let row: String
        let rack: Int
        let tray: Int
        let gpus: Int
        var rackName: String?
        /// A `LifeState`; nil is production.
        var life: String?
        /// false where no inventory expects it.
        var expected: Bool?
        /// Number of the `PlacementSource`; nil is none.
        var source: Int?
        var conflict: String?
    }

    /// A row by name, in floor order.
    struct Row: Codable, Equatable {
        let name: String
        var aisle: String?
    }

    /// A rack; without hosts it stands there all the same.
    struct Rack: Codable, Equatable {
        let name: String
        let row: String
        let number: Int
        let column: Int
        var template: String?
        var life: String?
    }

    /// What some trays share, by their positions in `hosts`.
    struct Group: Codable, Equatable {
        let kind: String
        let name: String
        let hosts: [Int]
    }

    struct Template: Codable, Equatable {
        let name: String
        let topU: Int
        let gpusPerTray: Int
        /// Top first: `tray 18`, `switch 1`, `shelf 2`, `management 1`, `other NAME`, `empty`.
        let units: [String]
    }

    struct Target: Codable {
        let url: String
        let address: String
        let intervalMs: Int
        let labels: [String: String]
    }

    struct Metric: Codable {
        let name: String
        let title: String
        let short: String
        let entity: Int
        let unit: String
        let counter: Bool
        let low: Double
        let high: Double
        let resolution: Double
    }

    let site: String
    let hall: String
    var targetGPUs: Int?
    /// nil where it is the usual one.
    var envelopeKilowatts: Int?
    let hosts: [Host]
    var rows: [Row]?
    var racks: [Rack]?
    var groups: [Group]?
    var templates: [Template]?
    let targets: [Target]
    let metrics: [Metric]

}

extension EpochPlan {
    init(_ topology: Topology, _ targets: [TargetDescription], _ catalogue: Catalogue) {
        site = topology.site
        hall = topology.hall
        targetGPUs = topology.targetGPUs
        let envelope = topology.envelopeKilowatts
        envelopeKilowatts = envelope == Topology.usualEnvelopeKilowatts ? nil : envelope
        hosts = Self.hosts(topology)
        rows = topology.rows.map { Row(name: $0.name, aisle: $0.aisle) }
        racks = Self.racks(topology)
        groups = topology.groups.map { Group(kind: $0.kind.rawValue, name: $0.name, hosts: $0.trays) }
        templates = topology.templates.filter { RackTemplate.known[$0.key] != $0.value }.sorted { $0.key < $1.key }.map
        {
            Template(
                name: $0.key, topU: $0.value.topU, gpusPerTray: $0.value.gpusPerTray,
                units: $0.value.units.map(UnitText.write))
        }
        self.targets = targets.map {
            Target(url: $0.url, address: $0.address, intervalMs: $0.intervalMs, labels: $0.labels)
        }
        metrics = catalogue.metrics.map {
            Metric(
                name: $0.name, title: $0.title, short: $0.short, entity: Int($0.entity.rawValue),
                unit: $0.unit.rawValue,
                counter: $0.kind == .counter, low: $0.range.lowerBound, high: $0.range.upperBound,
                resolution: $0.resolution)
        }
    }

    func descriptions(renaming anonymiser: Anonymiser?) -> [TargetDescription] {
        targets.map {
            let target = TargetDescription(
                url: $0.url, address: $0.address, intervalMs: $0.intervalMs, labels: $0.labels)
            return anonymiser?.target(target) ?? target
        }
    }

    /// The recorded metrics in their order; rows that `known` has too keep what else it says of them.
    func catalogue(known: Catalogue) -> Catalogue {
        if metrics.map(\.name) == known.metrics.map(\.name) { return known }
        return Catalogue(
            metrics.map { row in
                if let id = known.metric(named: row.name) { return known[id] }
                return Telemetry.Metric(
                    name: row.name, title: row.title, short: row.short,
                    entity: EntityKind(rawValue: UInt8(clamping: row.entity)) ?? .gpu,
                    unit: Unit(rawValue: row.unit) ?? .count,
                    kind: row.counter ? .counter : .gauge, range: row.low...max(row.low, row.high),
                    resolution: row.resolution)
            })
    }
}
