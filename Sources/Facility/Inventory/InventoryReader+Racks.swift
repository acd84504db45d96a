// Racks with the hosts dealt to them, and hosts that differ.

import Telemetry

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
                "\(Plural.counted(hosts.count, "host")) can not be dealt evenly to "
                    + "\(Plural.counted(racks.count, "rack")); list the ragged rack by itself"
            )
        }
        guard chassis.isEmpty || chassis.count == racks.count else {
            throw (map["chassis"] ?? node).fault(
                "\(Plural.counted(chassis.count, "chassis serial")) for \(Plural.counted(racks.count, "rack"))")
        }
        let template = try map.text("template")
        if let template, part.templates[template] == nil {
            throw (map["template"] ?? node).fault("no template \"\(template)\"; templates are defined under templates")
        }
        let perRack = hosts.count / racks.count
        let listed = try listedTrays(map, count: perRack)
        let life = try map.choice("life", LifeState.self), gpus = try map.int("gpus", 0...64)
        let row = try map.text("row"), groups = try groups(map)
        if let row { compare("row", row, map["row"] ?? node) }
        for (index, name) in racks.enumerated() {
            add(rack: name, row: row, at: map["rack"] ?? node)
            let at = rackIndex[name]!
            note(name, "template", template, node)
            note(name, "row", row, node)
            note(name, "life", life?.rawValue, node)
            note(name, "chassis", chassis.isEmpty ? nil : chassis[index], node)
            for (kind, group) in groups { note(name, kind.rawValue, group, node) }
            if let template { part.racks[at].template = template }
            part.racks[at].groups.merge(groups) { $1 }
            if let life { part.racks[at].life = life }
            if !chassis.isEmpty { part.racks[at].chassis = chassis[index] }
            if let gpus, gpusOfRack[name] == nil { gpusOfRack[name] = gpus }
            let shape = part.templates[part.racks[at].template] ?? .nvl72
            let known = shape.trays, trays = listed ?? Self.trays(of: known, count: perRack)
            for (offset, host) in hosts[index * perRack..<(index + 1) * perRack].enumerated() {
                var claim = HostClaim(host: host, place: nil, source: .inventory, origin: origin(map["hosts"] ?? node))
                settle(&claim, part.racks[at], trays[offset], of: known, map["trays"] ?? map["hosts"] ?? node)
                claim.gpus = gpus ?? gpusOfRack[name] ?? shape.gpusPerTray
                claim.life = life ?? lifeSaid(of: name)
                append(claim)
            }
        }
    }

    /// What a line before said of a rack holds for the hosts of every line behind it.
    private func lifeSaid(of rack: String) -> LifeState? {
        saidOfRack[rack]?["life"].flatMap { LifeState(rawValue: $0.value) }
    }

    /// A rack may be written in several lines that add to each other. Where two say different things, both are named.
    private mutating func note(_ rack: String, _ key: String, _ value: String?, _ node: SourceNode) {
        guard let value else { return }
        let before = saidOfRack[rack, default: [:]].updateValue((value, origin(node)), forKey: key)
        guard let before, before.value != value else { return }
        part.findings.append(
            Finding(
                .duplicate,
                "rack \(rack): \(key) is \(value) here and \(before.value) at \(before.origin); this one counts",
                origin: origin(node)))
    }

    /// Gives the claim its place, or names why the rack has none for it.
    private mutating func settle(
        _ claim: inout HostClaim, _ rack: RackPlan, _ tray: Int, of trays: [Int], _ node: SourceNode
    ) {
        let place = place(rack: rack, tray: tray)
        guard !trays.contains(tray) else {
            claim.place = place
            claim.refused = nil
            return
        }
        claim.refused = place
        let reason =
            "\(claim.host): rack \(rack.name) has no tray \(tray); its form \(rack.template) has "
            + (trays.isEmpty ? "none" : InventoryMerge.spell(trays))
        part.findings.append(Finding(.unreadable, reason, origin: origin(node)))
    }

    /// Numbers of the trays the hosts of a rack fill, as listed; nil if they are not.
    private func listedTrays(_ map: MapReader, count: Int) throws(TextFault) -> [Int]? {
        guard let node = map["trays"] else { return nil }
        var numbers: [Int] = []
        for item in node.list ?? [node] {
            guard let text = item.text, let names = NameRange.expand(text.contains("-") ? "[\(text)]" : text) else {
                throw item.fault("trays are written such as 3 or 1-8")
            }
            numbers += names.compactMap { Int($0) }
        }
        guard numbers.count == count else {
            throw node.fault("\(Plural.counted(numbers.count, "tray")) for \(Plural.counted(count, "host")) a rack")
        }
        return numbers
    }

    /// The form's trays from the bottom; hosts beyond them get numbers that it does not have.
    private static func trays(of known: [Int], count: Int) -> [Int] {
        (0..<count).map { $0 < known.count ? known[$0] : (known.last ?? 0) + 1 + $0 - known.count }
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
        if let rack { add(rack: rack, at: map["rack"] ?? node) }
        if rack == nil, let key = ["tray", "slot", "height"].first(where: { map[$0] != nil }) {
            let words = "\(key) says nothing without a rack; write rack beside it"
            part.findings.append(Finding(.unreadable, words, origin: origin(map[key]!)))
        }
        for (index, host) in hosts.enumerated() {
            var claim = HostClaim(host: host, place: nil, source: .inventory, origin: origin(node))
            if rack == nil { claim.lack = "no rack is written" }
            let before = claimIndex[host]
            if let before { claim = part.claims[before] }
            if let rack {
                let plan = part.racks[rackIndex[rack]!], tray = try tray(map, plan, offset: index)
                claim.place = nil
                let known = (part.templates[plan.template] ?? .nvl72).trays
                settle(&claim, plan, tray, of: known, map["tray"] ?? node)
                claim.gpus = claim.gpus ?? gpusOfRack[rack]
            }
            claim.life = life ?? claim.life ?? rack.flatMap(lifeSaid)
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
    private func tray(_ map: MapReader, _ rack: RackPlan, offset: Int) throws(TextFault) -> Int {
        let template = part.templates[rack.template] ?? .nvl72
        if let tray = try map.int("tray", 0...999) { return tray + offset }
        if let slot = try map.int("slot", 1...99) {
            guard let tray = template.tray(atSlot: slot + offset) else {
                throw map.node.fault("slot \(slot + offset) holds no compute tray in template \(rack.template)")
            }
            return tray
        }
        if let height = try map.int("height", 1...100) {
            guard let tray = template.tray(atHeight: height + offset) else {
                throw map.node.fault("height \(height + offset) holds no compute tray in template \(rack.template)")
            }
            return tray
        }
        throw map.node.fault("a host in a rack needs tray, slot or height")
    }
}
