// Racks with the hosts dealt to them, and hosts that differ.

extension InventoryReader {
    static let rackKeys = ["rack", "row", "template", "life", "hosts", "trays", "gpus", "chassis"] + groupKeys
    static let hostKeys = ["host", "rack", "tray", "slot", "height", "gpus", "life"] + groupKeys

    mutating func racks(_ node: SourceNode) throws(TextFault) {
        let map = try MapReader(node, "a rack", keys: Self.rackKeys)
        guard map["rack"] != nil else { throw node.fault("a rack needs rack: its name or a range of names") }
        let racks = try names(try map.list("rack"), "racks")
        let hosts = try names(try map.list("hosts"), "hosts")
        let chassis = try names(try map.list("chassis"), "chassis serials")
        guard hosts.count % racks.count == 0 else {
            throw (map["hosts"] ?? node).fault(
                "\(hosts.count) hosts can not be dealt evenly to \(racks.count) racks; list the ragged rack by itself")
        }
        guard chassis.isEmpty || chassis.count == racks.count else {
            throw (map["chassis"] ?? node).fault("\(chassis.count) chassis serials for \(racks.count) racks")
        }
        let template = try map.text("template") ?? RackTemplate.standardName
        guard let shape = part.templates[template] else {
            throw (map["template"] ?? node).fault("no template \"\(template)\"; templates are defined under templates")
        }
        let perRack = hosts.count / racks.count
        let trays = try trays(map, count: perRack, shape)
        let life = try map.choice("life", LifeState.self)
        let gpus = try map.int("gpus", 0...64) ?? shape.gpusPerTray
        let groups = try groups(map)
        for (index, name) in racks.enumerated() {
            add(rack: name, row: try map.text("row"))
            let at = rackIndex[name]!
            part.racks[at].template = template
            part.racks[at].groups.merge(groups) { $1 }
            if let life { part.racks[at].life = life }
            if !chassis.isEmpty { part.racks[at].chassis = chassis[index] }
            for (offset, host) in hosts[index * perRack..<(index + 1) * perRack].enumerated() {
                var claim = HostClaim(
                    host: host, place: place(rack: part.racks[at], tray: trays[offset]), source: .inventory,
                    origin: origin(map["hosts"] ?? node))
                claim.gpus = gpus
                claim.life = life
                append(claim)
            }
        }
    }

    /// Numbers of the trays the hosts of a rack fill: as listed, else the template's from the bottom.
    private func trays(_ map: MapReader, count: Int, _ template: RackTemplate) throws(TextFault) -> [Int] {
        guard let node = map["trays"] else {
            let known = template.trays
            return (0..<count).map { $0 < known.count ? known[$0] : $0 + 1 }
        }
        var numbers: [Int] = []
        for item in node.list ?? [node] {
            guard let text = item.text, let names = NameRange.expand(text.contains("-") ? "[\(text)]" : text) else {
                throw item.fault("trays are written such as 3 or 1-8")
            }
            numbers += names.compactMap { Int($0) }
        }
        guard numbers.count == count else { throw node.fault("\(numbers.count) trays for \(count) hosts a rack") }
        return numbers
    }

    private func place(rack: RackPlan, tray: Int) -> HostPlace {
        RackName.place(rack.name, tray: tray, row: rack.row, number: rack.number)
    }

    private func groups(_ map: MapReader) throws(TextFault) -> [GroupKind: String] {
        var groups: [GroupKind: String] = [:]
        for kind in GroupKind.allCases { if let name = try map.text(kind.rawValue) { groups[kind] = name } }
        return groups
    }

    mutating func hosts(_ node: SourceNode) throws(TextFault) {
        let map = try MapReader(node, "a host", keys: Self.hostKeys)
        guard map["host"] != nil else { throw node.fault("a host needs host: its name or a range of names") }
        let hosts = try names(try map.list("host"), "hosts")
        let rack = try map.text("rack")
        let life = try map.choice("life", LifeState.self)
        let gpus = try map.int("gpus", 0...64)
        let groups = try groups(map)
        if let rack { add(rack: rack) }
        for (index, host) in hosts.enumerated() {
            var claim = HostClaim(host: host, place: nil, source: .inventory, origin: origin(node))
            let before = claimIndex[host]
            if let before { claim = part.claims[before] }
            if let rack { claim.place = try place(map, rack: part.racks[rackIndex[rack]!], offset: index) }
            claim.life = life ?? claim.life
            claim.gpus = gpus ?? claim.gpus
            claim.groups.merge(groups) { $1 }
            if let before, rack == nil || part.claims[before].place == claim.place {
                part.claims[before] = claim
            } else if before != nil {
                claim.origin = origin(node)
                part.findings.append(
                    Finding(.duplicate, "host \(host) stands at two places of this file", origin: origin(node)))
            } else {
                append(claim)
            }
        }
    }

    private mutating func append(_ claim: HostClaim) {
        if let first = claimIndex[claim.host] {
            part.findings.append(
                Finding(
                    .duplicate, "host \(claim.host) is listed twice, first at \(part.claims[first].origin)",
                    origin: claim.origin))
            return
        }
        claimIndex[claim.host] = part.claims.count
        part.claims.append(claim)
    }

    /// By tray number, by slot, by height unit; several hosts count upwards from it.
    private func place(_ map: MapReader, rack: RackPlan, offset: Int) throws(TextFault) -> HostPlace? {
        let template = part.templates[rack.template] ?? .nvl72
        if let tray = try map.int("tray", 0...999) { return place(rack: rack, tray: tray + offset) }
        if let slot = try map.int("slot", 1...99) {
            guard let tray = template.tray(atSlot: slot + offset) else {
                throw map.node.fault("slot \(slot + offset) holds no compute tray in template \(rack.template)")
            }
            return place(rack: rack, tray: tray)
        }
        if let height = try map.int("height", 1...100) {
            guard let tray = template.tray(atHeight: height + offset) else {
                throw map.node.fault("height \(height + offset) holds no compute tray in template \(rack.template)")
            }
            return place(rack: rack, tray: tray)
        }
        throw map.node.fault("a host in a rack needs tray, slot or height")
    }
}
