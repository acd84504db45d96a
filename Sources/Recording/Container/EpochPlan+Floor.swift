// The floor of an epoch: from a topology to plain fields and back, whole or some of its trays. Places of a whole one keep their numbers.

import Facility

extension EpochPlan {
    static func hosts(_ topology: Topology) -> [Host] {
        topology.trays.map { tray in
            let rack = topology.racks[tray.rack], row = topology.rows[rack.row].name
            let usual = HostPlace(row: row, rack: rack.number, tray: tray.number).rackTitle
            return Host(
                name: tray.host, row: row, rack: rack.number, tray: tray.number, gpus: tray.gpus.count,
                rackName: rack.name == usual ? nil : rack.name, life: word(tray.life),
                expected: tray.isExpected ? nil : false,
                source: tray.source == .none ? nil : Int(tray.source.rawValue),
                conflict: tray.conflict.isEmpty ? nil : tray.conflict)
        }
    }

    static func racks(_ topology: Topology) -> [Rack] {
        topology.racks.map {
            Rack(
                name: $0.name, row: topology.rows[$0.row].name, number: $0.number, column: $0.column,
                template: $0.template == RackTemplate.standardName ? nil : $0.template, life: word($0.life))
        }
    }

    /// Whether another one's topology would be the same.
    func hasFloor(of other: EpochPlan) -> Bool {
        site == other.site && hall == other.hall && targetGPUs == other.targetGPUs
            && envelopeKilowatts == other.envelopeKilowatts && hosts == other.hosts && rows == other.rows
            && racks == other.racks && groups == other.groups && templates == other.templates
    }

    private static func word(_ life: LifeState) -> String? { life == .production ? nil : life.rawValue }

    /// - Parameters:
    ///   - kept: positions of the hosts to keep, rising, and their racks with them; nil keeps the whole floor.
    ///   - anonymiser: gives hosts and what they hang on other names.
    func topology(keeping kept: [Int]? = nil, renaming anonymiser: Anonymiser? = nil) -> Topology {
        func name(_ text: String, _ kind: String) -> String { anonymiser?.replace(text, kind) ?? text }
        anonymiser?.keepApart(hosts.map(\.name))
        var plan = HallPlan(site: name(site, "site"), hall: hall)
        plan.targetGPUs = kept == nil ? targetGPUs : nil
        plan.envelopeKilowatts = envelopeKilowatts
        let positions = (kept ?? Array(hosts.indices)).filter { hosts.indices.contains($0) }
        plan.hosts = positions.map { position in
            let host = hosts[position]
            var entry = HostEntry(name: name(host.name, "host"), place: host.place, gpus: host.gpus)
            entry.life = host.life.flatMap { LifeState(rawValue: $0) } ?? .production
            entry.isExpected = host.expected ?? true
            entry.source = host.source.flatMap { PlacementSource(rawValue: UInt8(clamping: $0)) } ?? .none
            entry.conflict = host.conflict.map { anonymiser?.text($0) ?? $0 } ?? ""
            return entry
        }
        plan.rows = (rows ?? []).map {
            var row = RowPlan(name: $0.name)
            row.aisle = $0.aisle
            return row
        }
        let names = Set(positions.map { hosts[$0].place.rackTitle })
        plan.racks = (racks ?? []).filter { kept == nil || names.contains($0.name) }.map {
            var rack = RackPlan(name: $0.name, row: $0.row, number: $0.number)
            rack.column = $0.column
            rack.template = $0.template ?? RackTemplate.standardName
            rack.life = $0.life.flatMap { LifeState(rawValue: $0) } ?? .production
            return rack
        }
        for template in templates ?? [] {
            plan.templates[template.name] = RackTemplate(
                topU: template.topU, units: template.units.map(UnitText.read), gpusPerTray: template.gpusPerTray)
        }
        let wanted = Set(positions)
        for group in groups ?? [] {
            guard let kind = GroupKind(rawValue: group.kind) else { continue }
            for position in group.hosts where wanted.contains(position) && hosts.indices.contains(position) {
                plan.groupsOfHost[name(hosts[position].name, "host"), default: [:]][kind] = group.name
            }
        }
        return Topology(plan)
    }
}

extension EpochPlan.Host {
    var place: HostPlace { HostPlace(row: row, rack: rack, tray: tray, rackName: rackName) }
}
