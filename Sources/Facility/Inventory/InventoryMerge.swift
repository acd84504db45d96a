// Weighs all sources against each other: the most trusted place wins, and every contradiction is written down.

import Telemetry

/// One hall plan from inventory files and from what was seen.
public struct InventoryMerge {
    /// What all sources together say.
    public private(set) var plan: HallPlan
    /// Those of the parts first, then what weighing them against each other brought up.
    public private(set) var findings: [Finding]
    private var rackByName: [String: Int] = [:]
    /// How the floor spells racks and rows: sources differ in that.
    private var rackNames = NameSpelling()
    private var rowNames = NameSpelling()
    /// Racks that only claims name, each as it was first spelled: by row and name in small letters.
    private var claimedRacks: [[String]: HostPlace] = [:]
    /// Spellings that were told already.
    private var respelled = Set<[String]>()
    /// Racks by chassis serial: as the inventory says, else as the hosts of that chassis are placed by better sources.
    private var rackByChassis: [String: String] = [:]
    private let hasInventory: Bool
    /// Naming rules of all parts, best first.
    public let rules: [HostPattern]
    private let detailed: Bool

    /// - Parameters:
    ///   - parts: of any sources, in any order.
    ///   - live: hosts seen or configured as targets.
    ///   - detailed: also list empty slots and hosts without place, as `check inventory` does.
    public init(
        _ parts: [InventoryPart], live: [LiveHost] = [], site: String = "", hall: String = "hall",
        detailed: Bool = false
    ) {
        let parts = parts.sorted { $0.source < $1.source }
        plan = HallPlan(
            site: parts.lazy.compactMap(\.site).first ?? site, hall: parts.lazy.compactMap(\.hall).first ?? hall)
        plan.targetGPUs = parts.lazy.compactMap(\.targetGPUs).first
        plan.envelopeKilowatts = parts.lazy.compactMap(\.envelopeKilowatts).first
        findings = parts.flatMap(\.findings)
        hasInventory = !parts.isEmpty
        rules = parts.flatMap(\.rules)
        self.detailed = detailed
        for part in parts { mergeFloor(part) }
        place(parts, live)
        if detailed {
            listEmptySlots()
            findings += Self.crowded(plan)
        }
    }

    private mutating func mergeFloor(_ part: InventoryPart) {
        plan.templates.merge(part.templates) { first, _ in first }
        // A source that itself tells two names apart by their case means two.
        let known = (racks: rackNames, rows: rowNames)
        let own = Dictionary(grouping: Set(part.racks.map(\.name))) { $0.lowercased() }
        for row in part.rows where !plan.rows.contains(where: { $0.name == row.name }) {
            guard let name = known.rows.other(than: row.name) else {
                plan.rows.append(row)
                continue
            }
            tell("row", row.name, name)
        }
        for var rack in part.racks {
            if let name = known.rows.other(than: rack.row) {
                tell("row", rack.row, name)
                rack.row = name
            }
            let other = known.racks.other(than: rack.name)
            if let other, own[rack.name.lowercased()]!.count == 1 { tell("rack", rack.name, other) }
            let name = own[rack.name.lowercased()]!.count == 1 ? other ?? rack.name : rack.name
            guard let known = rackByName[name] else {
                rackByName[name] = plan.racks.count
                plan.racks.append(rack)
                if let chassis = rack.chassis { rackByChassis[chassis] = name }
                continue
            }
            plan.racks[known].groups.merge(rack.groups) { first, _ in first }
            if plan.racks[known].row != rack.row {
                findings.append(
                    Finding(
                        .disagreement,
                        "rack \(name) stands in row \(plan.racks[known].row), and in row \(rack.row) says \(part.source.word)"
                    ))
            }
        }
        for row in plan.rows { rowNames.add(row.name) }
        for rack in plan.racks {
            rowNames.add(rack.row)
            rackNames.add(rack.name)
        }
    }

    /// A name that was taken for another one: no contradiction, but nothing is mended in silence.
    private mutating func tell(_ what: String, _ name: String, _ known: String, origin: String = "") {
        guard respelled.insert([what, name, known]).inserted else { return }
        findings.append(
            Finding(
                .spelling, "\(what) \(name) is taken for \(known): the names differ in nothing but case",
                origin: origin))
    }

    /// All claims of one host, most trusted first.
    private struct Case {
        var claims: [HostClaim] = []
        var gpusSeen = 0
        var isListed = false
    }

    private mutating func place(_ parts: [InventoryPart], _ live: [LiveHost]) {
        var order: [String] = []
        var cases: [String: Case] = [:]
        func add(_ claim: HostClaim, listed: Bool) {
            let claim = formed(spelled(claim))
            if cases[claim.host] == nil {
                cases[claim.host] = Case()
                order.append(claim.host)
            }
            cases[claim.host]!.claims.append(claim)
            if listed { cases[claim.host]!.isListed = true }
        }
        for part in parts { for claim in part.claims { add(claim, listed: true) } }
        learnChassis(live, cases.mapValues { $0.claims.first { $0.place != nil }?.place })
        for host in live {
            for claim in seen(host) { add(claim, listed: false) }
            cases[host.host]!.gpusSeen = max(cases[host.host]!.gpusSeen, host.gpus)
        }
        guess(order, &cases)
        var taken: [HostPlace: Int] = [:]
        var entries = order.map { entry($0, cases[$0]!) }
        // The better source keeps a slot that two hosts claim; both say so.
        for index in entries.indices.sorted(by: { (entries[$0].source, $0) < (entries[$1].source, $1) }) {
            guard let place = entries[index].place else { continue }
            guard let other = taken.updateValue(index, forKey: place) else { continue }
            taken[place] = other
            let slot = "\(place.rackTitle)/t\(place.tray)"
            entries[index].conflict = "\(entries[other].name) claims \(slot) too"
            entries[other].conflict = "\(entries[index].name) claims \(slot) too"
            entries[index].place = nil
            entries[index].claimed = place
            findings.append(
                Finding(
                    .sharedSlot,
                    "\(entries[other].name) (\(entries[other].source.word)) and \(entries[index].name) (\(entries[index].source.word)) both claim \(slot)",
                    origin: cases[entries[index].name]!.claims.first?.origin ?? ""))
            entries[index].source = .none
        }
        plan.hosts = entries
        guard detailed else { return }
        for entry in entries where entry.place == nil {
            let claims = cases[entry.name]!.claims, why = claims.lazy.map(\.lack).first { !$0.isEmpty }
            findings.append(
                Finding(
                    .hostWithoutPlace, "\(entry.name) has no place" + (why.map { ": \($0)" } ?? ""),
                    origin: claims.first?.origin ?? ""))
        }
    }

    /// The claim with its rack and row spelled as the floor has them, else as the first claim of that rack did.
    private mutating func spelled(_ claim: HostClaim) -> HostClaim {
        guard let claimed = claim.place else { return claim }
        let place = spelled(claimed)
        for (what, written, name) in [
            ("rack", claim.rackWritten, place.rackTitle), ("row", claim.rowWritten, place.row),
        ] where written != name && written.lowercased() == name.lowercased() {
            tell(what, written, name, origin: claim.origin)
        }
        if rackByName[place.rackTitle] == nil {
            claimedRacks[[place.row.lowercased(), place.rackTitle.lowercased()]] = place
            rowNames.add(place.row)
        }
        var claim = claim
        claim.place = place
        return claim
    }

    /// The claim without its place where the listed rack's form has no such tray; files are held to that where they are read.
    private mutating func formed(_ claim: HostClaim) -> HostClaim {
        guard claim.source != .inventory, claim.source != .netbox, let place = claim.place,
            let rack = rackByName[place.rackTitle].map({ plan.racks[$0] }), hasInventory
        else { return claim }
        let trays = template(of: rack.name).trays
        guard !trays.contains(place.tray) else { return claim }
        var claim = claim
        claim.refused = place
        claim.place = nil
        claim.lack = "rack \(rack.name) has no tray \(place.tray)"
        findings.append(
            Finding(
                .unreadable,
                "\(claim.host): \(claim.lack), as \(claim.origin) \(claim.source == .labels ? "say" : "says"); its form \(rack.template) has "
                    + (trays.isEmpty ? "none" : Self.spell(trays))))
        return claim
    }

    private func spelled(_ place: HostPlace) -> HostPlace {
        let title = place.rackTitle
        guard rackByName[title] == nil else { return place }
        if let name = rackNames.other(than: title), let rack = rackByName[name].map({ plan.racks[$0] }) {
            return HostPlace(row: rack.row, rack: rack.number, tray: place.tray, rackName: name)
        }
        let row = rowNames.other(than: place.row) ?? place.row
        if let first = claimedRacks[[row.lowercased(), title.lowercased()]] {
            return HostPlace(row: first.row, rack: first.rack, tray: place.tray, rackName: first.rackName)
        }
        return row == place.row ? place : RackName.place(title, tray: place.tray, row: row, number: place.rack)
    }

    /// What the host itself and its discovery claim.
    private mutating func seen(_ host: LiveHost) -> [HostClaim] {
        var claims: [HostClaim] = []
        if let platform = host.platform, let tray = platform.tray(template(of: rackByChassis[platform.chassis])) {
            let place: HostPlace
            if let name = rackByChassis[platform.chassis], let rack = rackByName[name].map({ plan.racks[$0] }) {
                place = RackName.place(name, tray: tray, row: rack.row, number: rack.number)
            } else {
                place = RackName.place(rackByChassis[platform.chassis] ?? platform.chassis, tray: tray)
            }
            claims.append(
                HostClaim(host: host.host, place: place, source: .platform, origin: "chassis \(platform.chassis)"))
        }
        var claim = HostClaim(
            host: host.host, place: LabelReader.place(host.labels), source: .labels, origin: "labels of its target")
        if claim.place == nil { claim.lack = LabelReader.lack }
        claim.rackWritten = LabelReader.rack(host.labels) ?? ""
        claim.rowWritten = host.labels["row"] ?? ""
        claim.groups = LabelReader.groups(host.labels)
        claim.gpus = host.labels["gpus"].flatMap { Int($0) }.flatMap { (0...64).contains($0) ? $0 : nil }
        claim.life = host.labels["life"].flatMap { LifeState(rawValue: $0) }
        if let fault = LabelReader.fault(host.labels) {
            findings.append(Finding(.unreadable, "\(host.host): \(fault)", origin: "labels of its target"))
        }
        claims.append(claim)
        return claims
    }

    private func template(of rack: String?) -> RackTemplate {
        let name = rack.flatMap { rackByName[$0] }.map { plan.racks[$0].template }
        return plan.templates[name ?? RackTemplate.standardName] ?? .nvl72
    }

    /// A chassis stands where most of its hosts are placed by a better source; an unknown one gets a rack of its own name.
    private mutating func learnChassis(_ live: [LiveHost], _ known: [String: HostPlace?]) {
        var votes: [String: [String: Int]] = [:]
        for host in live {
            guard let chassis = host.platform?.chassis, rackByChassis[chassis] == nil else { continue }
            let place = (known[host.host] ?? nil) ?? LabelReader.place(host.labels).map { spelled($0) }
            votes[chassis, default: [:]][place?.rackTitle ?? "", default: 0] += 1
        }
        var strangers: [String] = []
        for (chassis, racks) in votes {
            let best = racks.filter { !$0.key.isEmpty }.max { ($0.value, $1.key) < ($1.value, $0.key) }
            if let best { rackByChassis[chassis] = best.key } else { strangers.append(chassis) }
        }
        // Racks known by serial alone: rows of 24 that say so.
        for (index, chassis) in strangers.sorted().enumerated() {
            rackByChassis[chassis] = chassis
            guard rackByName[chassis] == nil else { continue }
            rackByName[chassis] = plan.racks.count
            plan.racks.append(RackPlan(name: chassis, row: "#\(index / 24 + 1)", number: index % 24 + 1))
        }
    }

    /// Names as a last resort, only for hosts that nobody else places; whoever was refused a place gets no other by his name.
    private mutating func guess(_ order: [String], _ cases: inout [String: Case]) {
        let homeless = order.filter { name in !cases[name]!.claims.contains { $0.place != nil || $0.refused != nil } }
        guard !homeless.isEmpty else { return }
        var places: [String: HostPlace] = [:]
        for rule in rules.reversed() { places.merge(rule.places(of: homeless)) { $1 } }
        for host in homeless {
            guard var place = places[host] ?? HostNameRule.place(of: host) else { continue }
            if let rack = rackByName[place.rackTitle].map({ plan.racks[$0] }) {
                place = RackName.place(rack.name, tray: place.tray, row: rack.row, number: rack.number)
            } else {
                place = spelled(place)
            }
            cases[host]!.claims.append(
                formed(HostClaim(host: host, place: place, source: .hostName, origin: "its name")))
        }
    }

    /// GPUs of a host whose inventory says only where it stands: as many as the trays of its rack's form have.
    private func assumedGPUs(_ claim: HostClaim) -> Int {
        guard claim.source == .inventory, let place = claim.place else { return 0 }
        return template(of: place.rackTitle).gpusPerTray
    }

    private mutating func entry(_ name: String, _ item: Case) -> HostEntry {
        let claims = item.claims
        let best = claims.first { $0.place != nil }
        let stated = claims.lazy.compactMap(\.gpus).first ?? best.map(assumedGPUs)
        var entry = HostEntry(name: name, place: best?.place, gpus: max(stated ?? 0, item.gpusSeen))
        entry.source = best?.source ?? .none
        if best == nil { entry.claimed = claims.lazy.compactMap(\.refused).first }
        entry.life = claims.lazy.compactMap(\.life).first ?? .production
        entry.isExpected = !hasInventory || item.isListed
        for claim in claims where !claim.groups.isEmpty {
            plan.groupsOfHost[name, default: [:]].merge(claim.groups) { first, _ in first }
        }
        guard let best, let place = best.place else { return entry }
        for claim in claims where claim.source != best.source && claim.source < .hostName {
            guard let other = claim.place, other != place else { continue }
            let words =
                "\(place.rackTitle)/t\(place.tray) says \(best.source.word), \(other.rackTitle)/t\(other.tray) says \(claim.source.word)"
            entry.conflict = words
            findings.append(Finding(.disagreement, "\(name): \(words)", origin: claim.origin))
        }
        return entry
    }

    private mutating func listEmptySlots() {
        var used: [String: Set<Int>] = [:]
        for host in plan.hosts { if let place = host.place { used[place.rackTitle, default: []].insert(place.tray) } }
        for rack in plan.racks {
            let trays = plan.templates[rack.template]?.trays ?? []
            let free = trays.filter { used[rack.name]?.contains($0) != true }
            guard !free.isEmpty else { continue }
            let words =
                free.count == trays.count
                ? "no host for any of its \(Plural.counted(trays.count, "tray"))"
                : "trays without host: \(Self.spell(free))"
            findings.append(Finding(.placeWithoutHost, "\(rack.name): \(words)"))
        }
    }

    /// `3, 17-18`
    static func spell(_ numbers: [Int]) -> String {
        var parts: [String] = [], index = 0
        while index < numbers.count {
            var end = index
            while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
            parts.append(end > index ? "\(numbers[index])-\(numbers[end])" : "\(numbers[index])")
            index = end + 1
        }
        return parts.joined(separator: ", ")
    }
}
