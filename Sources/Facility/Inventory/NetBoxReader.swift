// NetBox's racks and devices, from its API's JSON (decoded) or from a table export. Traps of both are named where they are met.

import Telemetry

/// Builds one part from any number of NetBox files.
public struct NetBoxReader {
    /// A device as both forms have it.
    struct Device {
        var name: String?
        var model = "", role = "", rack: String?, location = "", status = "", serial = ""
        var position: Double?
        var positionText = ""
        var gpus: Int?
        /// Units that it fills; nil if the export does not say, as NetBox's brief device types do not.
        var height: Int?
        var origin = ""
        var isChild = false
    }

    /// A rack as both forms have it.
    struct RackRow {
        var name: String
        /// The room it stands in: two rooms may both have a rack of one name.
        var location = ""
        /// Names that may be those of a template: the rack's type, and a custom field.
        var types: [String] = []
        var status = "", role = ""
        var height = 48, startingUnit = 1
        var descending = false
        var origin = ""
    }

    var site: String?
    var racks: [RackRow] = []
    var devices: [Device] = []
    var findings: [Finding] = []

    public init() {}

    /// What has been read so far, as one part.
    public func part(models: DeviceModels = .standard, templates: [String: RackTemplate] = RackTemplate.known)
        -> InventoryPart
    {
        var part = InventoryPart(source: .netbox)
        part.site = site
        part.findings = findings
        let rooms = Rooms(racks)
        if let only = rooms.only { part.hall = only }
        let racks = racks.map { rack in
            var named = rack
            named.name = rooms.name(rack.name, rack.location)
            return named
        }
        var devices = devices.map { device in
            var placed = device
            placed.rack = device.rack.map { rooms.name($0, device.location) }
            return placed
        }
        var byName: [String: RackRow] = [:]
        for rack in racks {
            if let first = byName[rack.name] {
                part.findings.append(
                    Finding(
                        .duplicate, "rack \(rack.name) is listed twice; the first, at \(first.origin), counts",
                        origin: rack.origin))
            } else {
                byName[rack.name] = rack
            }
        }
        part.findings += Self.alike(byName)
        addUnlisted(&byName, &devices, &part)
        let names = byName.keys.sorted()
        var numberOfRow: [String: Int] = [:]
        for name in names {
            let spelled = RackName.split(name) ?? RackName.assumed(name)
            // Without any number racks are counted in the order of their names.
            let row = spelled?.row ?? "RACKS"
            numberOfRow[row, default: 0] += 1
            var rack = RackPlan(name: name, row: row, number: spelled?.number ?? numberOfRow[row]!)
            rack.life = LifeState(netbox: byName[name]!.status) ?? .production
            part.racks.append(rack)
        }
        claims(&part, devices, byName, models, templates)
        part.findings += unknownStatuses(names.map { ("rack \($0)", byName[$0]!.status, byName[$0]!.origin) })
        return part
    }

    private func claims(
        _ part: inout InventoryPart, _ devices: [Device], _ racks: [String: RackRow], _ models: DeviceModels,
        _ templates: [String: RackTemplate]
    ) {
        var heights: [String: [(device: Device, unit: Int, gpus: Int)]] = [:]
        let (hosts, findings) = hosts(devices, models)
        part.findings += findings
        for (device, gpus) in hosts {
            let (unit, finding) = Self.stand(device, racks)
            if let finding { part.findings.append(finding) }
            if let unit {
                heights[device.rack!, default: []].append((device, unit, gpus))
                continue
            }
            var claim = HostClaim(host: device.name!, place: nil, source: .netbox, origin: device.origin)
            claim.gpus = gpus
            claim.life = LifeState(netbox: device.status)
            if device.rack == nil {
                claim.lack = "no rack is written"
            } else if device.positionText.isEmpty {
                claim.lack = "no position in rack \(device.rack!) is written"
            }
            part.claims.append(claim)
        }
        for index in part.racks.indices {
            let units = (heights[part.racks[index].name] ?? []).map(\.unit)
            let name = Self.template(racks[part.racks[index].name]!, units, templates)
            part.racks[index].template = name
            let row = racks[part.racks[index].name]!
            if units.isEmpty, DeviceModels.isOther(role: row.role) {
                // Who keeps switches or pumps in it waits for no hosts.
                part.racks[index].template = RackTemplate.bareName
            }
            if let finding = Self.tall(row, heights[row.name] ?? [], templates[name]) { part.findings.append(finding) }
            if name != RackTemplate.standardName { part.templates[name] = templates[name] }
        }
        place(heights, &part, templates)
        part.findings += untold(hosts.map(\.device), models)
        part.findings += unknownStatuses(hosts.map { ($0.device.name!, $0.device.status, $0.device.origin) })
    }

    /// The unit from the floor in which a device stands, with what is odd about it; nil without one.
    private static func stand(_ device: Device, _ racks: [String: RackRow]) -> (unit: Int?, finding: Finding?) {
        guard let rack = device.rack, let row = racks[rack], !device.positionText.isEmpty else { return (nil, nil) }
        let position = "\(device.name!): position \(device.positionText)"
        func finding(_ words: String) -> Finding { Finding(.unreadable, position + words, origin: device.origin) }
        guard let number = device.position, number.isFinite else { return (nil, finding(" is no unit of a rack")) }
        guard let unit = unit(number, in: row, height: device.height ?? 1) else {
            let units = "\(row.startingUnit) to \(row.startingUnit + row.height - 1)"
            return (nil, finding(" lies outside rack \(rack), which has units \(units)"))
        }
        return (unit, number.rounded() == number ? nil : finding(" taken as unit \(Int(number))"))
    }

    /// Where units are counted downwards it matters how tall a device is, and nobody says so.
    private static func tall(
        _ rack: RackRow, _ hosts: [(device: Device, unit: Int, gpus: Int)], _ template: RackTemplate?
    ) -> Finding? {
        guard rack.descending, let template, hosts.contains(where: { $0.device.height == nil }),
            hosts.contains(where: { template.tray(atHeight: $0.unit) == nil })
        else { return nil }
        return Finding(
            .assumed,
            "rack \(rack.name) counts units downwards, and nothing says how many each of its hosts fills: one is taken; "
                + "device types with u_height tell",
            origin: rack.origin)
    }

    /// The template that the rack is said to be of, else the standard one if its heights fit it, else the first that they fit.
    static func template(_ rack: RackRow, _ units: [Int], _ templates: [String: RackTemplate]) -> String {
        let stated = rack.types.map { $0.lowercased() }
        if let name = templates.keys.sorted().first(where: { stated.contains($0.lowercased()) }) { return name }
        guard !units.isEmpty else { return RackTemplate.standardName }
        func fits(_ name: String) -> Bool {
            guard let template = templates[name] else { return false }
            return units.count { template.tray(atHeight: $0) != nil } * 5 >= units.count * 4
        }
        let others = templates.keys.sorted { templates[$0]!.trays.count < templates[$1]!.trays.count }
        // One that has a tray everywhere fits whatever stands there, and says nothing.
        let telling = others.filter { templates[$0]!.trays.count < templates[$0]!.units.count * 3 / 4 }
        if let name = ([RackTemplate.standardName] + telling).first(where: fits) { return name }
        // Of a form that nobody knows: one that has a tray for each.
        let count = Set(units).count
        return ([RackTemplate.standardName] + others).first { (templates[$0]?.trays.count ?? 0) >= count }
            ?? RackTemplate.standardName
    }

    /// Hosts whose height is known, rack by rack.
    private func place(
        _ heights: [String: [(device: Device, unit: Int, gpus: Int)]], _ part: inout InventoryPart,
        _ templates: [String: RackTemplate]
    ) {
        let plans = Dictionary(uniqueKeysWithValues: part.racks.map { ($0.name, $0) })
        for (rack, list) in heights.sorted(by: { $0.key < $1.key }) {
            let numbers = Self.numbers(list.map(\.unit), templates[plans[rack]!.template] ?? .nvl72)
            for (index, item) in list.enumerated() {
                let plan = plans[rack]!
                if numbers[index] == nil {
                    part.findings.append(
                        Finding(
                            .unreadable,
                            "\(item.device.name!): no tray stands at unit \(item.unit) of rack \(rack), where the others fit",
                            origin: item.device.origin))
                }
                var claim = HostClaim(
                    host: item.device.name!,
                    place: numbers[index].map {
                        RackName.place(rack, tray: $0, row: plan.row, number: plan.number)
                    },
                    source: .netbox, origin: item.device.origin)
                claim.gpus = item.gpus
                claim.life = LifeState(netbox: item.device.status)
                part.claims.append(claim)
            }
        }
    }

    /// Height of its lowest unit from the floor, whatever the rack's own numbering; nil if outside. A device at 5.5 stands in unit 5.
    ///
    /// - Parameter height: NetBox writes the unit of the smallest number, which is the highest where numbers grow downwards.
    static func unit(_ position: Double, in rack: RackRow, height: Int = 1) -> Int? {
        guard position.isFinite, position >= Double(rack.startingUnit),
            position < Double(rack.startingUnit + rack.height)
        else { return nil }
        let offset = Int(position) - rack.startingUnit
        guard rack.descending else { return offset + 1 }
        let lowest = rack.height - offset - (height - 1)
        return lowest >= 1 ? lowest : nil
    }

    /// The template's tray at each height. Where most heights fit it, one that does not is a mistake and moves nobody else; where few
    /// do, the rack is built otherwise, and the order from the bottom counts.
    static func numbers(_ units: [Int], _ template: RackTemplate) -> [Int?] {
        let known = units.map { template.tray(atHeight: $0) }
        if known.count(where: { $0 != nil }) * 5 >= known.count * 4 { return known }
        let order = Array(Set(units)).sorted()
        return units.map { order.firstIndex(of: $0)! + 1 }
    }
}
