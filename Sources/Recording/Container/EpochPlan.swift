// The JSON of an epoch: places, targets and metrics as plain fields, so that any tool can read them.

import Facility
import Foundation
import Telemetry

/// What `epoch.plan` holds, compressed.
struct EpochPlan: Codable {
    struct Host: Codable {
        let name: String
        let row: String
        let rack: Int
        let tray: Int
        let gpus: Int
    }

    struct Target: Codable {
        let url: String
        let address: String
        let intervalMs: Int
        let labels: [String: String]
    }

    struct Row: Codable {
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
    let hosts: [Host]
    let targets: [Target]
    let metrics: [Row]

    init(_ topology: Topology, _ targets: [TargetDescription], _ catalogue: Catalogue) {
        site = topology.site
        hall = topology.hall
        hosts = topology.trays.map { tray in
            let rack = topology.racks[tray.rack]
            return Host(
                name: tray.host, row: topology.rows[rack.row].name, rack: rack.number, tray: tray.number,
                gpus: tray.gpus.count)
        }
        self.targets = targets.map {
            Target(url: $0.url, address: $0.address, intervalMs: $0.intervalMs, labels: $0.labels)
        }
        metrics = catalogue.metrics.map {
            Row(
                name: $0.name, title: $0.title, short: $0.short, entity: Int($0.entity.rawValue),
                unit: $0.unit.rawValue,
                counter: $0.kind == .counter, low: $0.range.lowerBound, high: $0.range.upperBound,
                resolution: $0.resolution)
        }
    }

    /// nil if the bytes are no plan.
    static func read(_ json: [UInt8]) -> EpochPlan? { try? JSONDecoder().decode(EpochPlan.self, from: Data(json)) }

    /// - Parameters:
    ///   - names: hosts to keep; nil keeps all.
    ///   - anonymiser: gives hosts other names.
    func topology(keeping names: [String]? = nil, renaming anonymiser: Anonymiser? = nil) -> Topology {
        let kept = names.map(Set.init)
        return Topology(
            site: anonymiser?.replace(site, "site") ?? site, hall: hall,
            hosts: hosts.filter { kept?.contains($0.name) ?? true }.map {
                HostEntry(
                    name: anonymiser?.replace($0.name, "host") ?? $0.name,
                    place: HostPlace(row: $0.row, rack: $0.rack, tray: $0.tray), gpus: $0.gpus)
            })
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
                return Metric(
                    name: row.name, title: row.title, short: row.short,
                    entity: EntityKind(rawValue: UInt8(clamping: row.entity)) ?? .gpu,
                    unit: Unit(rawValue: row.unit) ?? .count,
                    kind: row.counter ? .counter : .gauge, range: row.low...max(row.low, row.high),
                    resolution: row.resolution)
            })
    }
}
