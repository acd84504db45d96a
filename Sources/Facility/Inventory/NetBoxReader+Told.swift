// What an export leaves open: racks that nobody lists, devices without a name or of unknown kind, words of its own. All of it is told.

import Telemetry

extension NetBoxReader {
    /// Adds racks that only devices name. Where racks are listed such a one is told, or taken for the listed one that is spelled alike.
    func addUnlisted(_ racks: inout [String: RackRow], _ devices: inout [Device], _ part: inout InventoryPart) {
        var spellings = NameSpelling(), respelled = Set<String>(), unlisted: [String: [Device]] = [:]
        for name in racks.keys { spellings.add(name) }
        let isListed = !racks.isEmpty
        for index in devices.indices {
            guard let name = devices[index].rack, racks[name] == nil || unlisted[name] != nil else { continue }
            if let known = spellings.other(than: name) {
                devices[index].rack = known
                guard respelled.insert(name).inserted else { continue }
                let words = "rack \(name) is taken for \(known): the names differ in nothing but case"
                part.findings.append(Finding(.spelling, words, origin: devices[index].origin))
            } else {
                unlisted[name, default: []].append(devices[index])
                racks[name] = RackRow(name: name)
            }
        }
        guard isListed else { return }
        for (name, members) in unlisted.sorted(by: { $0.key < $1.key }) {
            let words = "rack \(name) is in no list of racks and taken for one of 48 units from the floor: "
            part.findings.append(Finding(.unreadable, words + Self.names(members), origin: members[0].origin))
        }
    }

    /// Two racks whose names differ in case alone are two, and most often a slip.
    static func alike(_ racks: [String: RackRow]) -> [Finding] {
        Dictionary(grouping: racks.values.sorted { $0.name < $1.name }) { $0.name.lowercased() }
            .sorted { $0.key < $1.key }.flatMap { _, racks in
                racks.dropFirst().map { rack in
                    Finding(
                        .spelling,
                        "rack \(rack.name) and \(racks[0].name) at \(racks[0].origin) differ in nothing but case and are two; "
                            + "is one meant? Then spell both alike",
                        origin: rack.origin)
                }
            }
    }

    /// Devices that are hosts, each name once, with their GPUs.
    func hosts(_ devices: [Device], _ models: DeviceModels) -> (
        hosts: [(device: Device, gpus: Int)], findings: [Finding]
    ) {
        var hosts: [(device: Device, gpus: Int)] = [], findings: [Finding] = []
        var seen: [String: String] = [:], others: [String: [Device]] = [:]
        for device in devices {
            let gpus = models.gpus(model: device.model, role: device.role, stated: device.gpus)
            guard gpus != nil || !models.isKnownOther(model: device.model, role: device.role) else { continue }
            guard let name = device.name, !name.isEmpty else {
                let words =
                    "a device without a name, \(Self.kind(device, "of type")), \(Self.spot(device)), is left out"
                findings.append(Finding(.unreadable, words + "; give it one", origin: device.origin))
                continue
            }
            if let first = seen[name] {
                let words = "device \(name) is listed twice; the first, at \(first), counts"
                findings.append(Finding(.duplicate, words, origin: device.origin))
                continue
            }
            seen[name] = device.origin
            if let gpus {
                hosts.append((device, gpus))
            } else {
                others[Self.kind(device, "of type"), default: []].append(device)
            }
        }
        for (kind, members) in others.sorted(by: { $0.key < $1.key }) {
            let words = "\(Plural.counted(members.count, "device")) \(kind), taken for no host and left out: "
            let mend = "; a custom field gpus makes a host of one"
            findings.append(Finding(.assumed, words + Self.names(members) + mend, origin: members[0].origin))
        }
        return (hosts, findings)
    }

    /// Hosts of which nobody says how many GPUs they have.
    func untold(_ hosts: [Device], _ models: DeviceModels) -> [Finding] {
        let untold = hosts.filter { models.isUntold(model: $0.model, role: $0.role, stated: $0.gpus) }
        let kinds = Dictionary(grouping: untold) { Self.kind($0, "of unknown type") }
        return kinds.sorted { $0.key < $1.key }.map { kind, members in
            Finding(
                .unreadable,
                "\(Plural.counted(members.count, "host")) \(kind): how many GPUs "
                    + "\(members.count == 1 ? "it has" : "they have") nobody says, 0 are expected: \(Self.names(members))",
                origin: members[0].origin)
        }
    }

    /// Statuses that are no words of NetBox's own.
    func unknownStatuses(_ entries: [(name: String, status: String, origin: String)]) -> [Finding] {
        let unknown = entries.filter { !$0.status.isEmpty && LifeState(netbox: $0.status) == nil }
        return Dictionary(grouping: unknown, by: \.status).sorted { $0.key < $1.key }.map { status, members in
            let names = NameRange.compress(members.map(\.name)).joined(separator: ", ")
            return Finding(
                .assumed, "status \(status) is none that vigie knows and taken as active: \(names)",
                origin: members[0].origin)
        }
    }

    /// All of them, in few words.
    private static func names(_ devices: [Device]) -> String {
        NameRange.compress(devices.compactMap(\.name)).joined(separator: ", ")
    }

    /// What is known of a device.
    private static func kind(_ device: Device, _ word: String) -> String {
        let model = device.model.isEmpty ? "without device type" : "\(word) \(device.model)"
        return model
            + (!device.role.isEmpty ? ", role \(device.role)" : device.model.isEmpty ? " and role" : " without role")
    }

    private static func spot(_ device: Device) -> String {
        guard let rack = device.rack else { return "in no rack" }
        return "in rack \(rack)" + (device.positionText.isEmpty ? "" : " at \(device.positionText)")
    }
}
