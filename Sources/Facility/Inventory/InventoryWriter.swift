// A hall plan as an inventory file: ranges where names follow each other, one line per rack.

/// Writes what `InventoryReader` reads.
public enum InventoryWriter {
    /// The text of an inventory file (YAML). Hosts without a place stand under `hosts`, with what they claim and the reason in a comment.
    ///
    /// - Parameters:
    ///   - rules: naming rules for hosts that are not listed, best first.
    ///   - known: templates that a reader knows without the file; others that racks are of are written down.
    public static func write(
        _ plan: HallPlan, rules: [HostPattern] = [], known: [String: RackTemplate] = RackTemplate.known
    ) -> String {
        var out = ""
        if !plan.site.isEmpty { out += "site: \(quoted(plan.site))\n" }
        out += "hall: \(quoted(plan.hall))\n"
        if let gpus = plan.targetGPUs { out += "gpus: \(gpus)\n" }
        if let envelope = plan.envelopeKilowatts { out += "envelope_kw: \(envelope)\n" }
        let topology = Topology(plan)
        let own = Set(topology.racks.map(\.template)).filter {
            plan.templates[$0] != nil && plan.templates[$0] != known[$0]
        }
        if !own.isEmpty { out += "templates:\n" }
        for name in own.sorted() { out += "  \(quoted(name)): \(TemplateReader.write(plan.templates[name]!))\n" }
        out += "rows:\n"
        for row in topology.rows where row.name != "?" {
            let racks = topology.racks[row.racks]
            let plan = plan.rows.first { $0.name == row.name }
            var line = "  - {row: \(quoted(row.name)), racks: [\(floor(racks, mirrored: plan?.isMirrored == true))]"
            if plan?.isMirrored == true { line += ", mirrored: true" }
            if let aisle = row.aisle { line += ", aisle: \(quoted(aisle))" }
            out += line + "}\n"
        }
        let standing = Set(topology.rows.map(\.name))
        for row in plan.rows where !standing.contains(row.name) {
            let aisle = row.aisle.map { ", aisle: \(quoted($0))" } ?? ""
            out += "  - {row: \(quoted(row.name)), racks: []\(aisle)}\n"
        }
        out += "racks:\n"
        let plans = Dictionary(plan.racks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let homeless = plan.homeless
        for (index, rack) in topology.racks.enumerated() where plan.hasRack(index, of: topology, homeless: homeless) {
            for line in lines(rack, plans[rack.name], topology) { out += "  - {\(line)}\n" }
        }
        let hosts = hosts(plan, topology, homeless)
        if !hosts.isEmpty { out += "hosts:\n" + hosts.map { "  - \($0)\n" }.joined() }
        if !rules.isEmpty { out += "host_rules:\n" + rules.map { "  - \(quoted($0.pattern))\n" }.joined() }
        return out
    }

    /// Hosts without a place, and those that differ from their racks.
    private static func hosts(_ plan: HallPlan, _ topology: Topology, _ homeless: Set<String>) -> [String] {
        func differences(_ host: String, _ life: LifeState, from usual: LifeState) -> String {
            let groups = plan.groupsOfHost[host] ?? [:]
            return (life == usual ? "" : ", life: \(life.rawValue)")
                + GroupKind.allCases.map { kind in groups[kind].map { ", \(kind.rawValue): \(quoted($0))" } ?? "" }
                .joined()
        }
        let lifeOfRack = Dictionary(plan.racks.map { ($0.name, $0.life) }, uniquingKeysWith: { first, _ in first })
        var lines: [String] = []
        for host in plan.hosts {
            guard let tray = topology.tray(ofHost: host.name).map({ topology.trays[$0] }) else { continue }
            let rack = topology.racks[tray.rack]
            guard homeless.contains(host.name) else {
                let differences = differences(host.name, tray.life, from: rack.life)
                if !differences.isEmpty { lines.append("{host: \(pattern(host.name))\(differences)}") }
                continue
            }
            // With its claim a conflict is found again; without one its name would place it.
            let claim = host.claimed.map { ", rack: \(quoted($0.rackTitle)), tray: \($0.tray)" } ?? ""
            let usual = host.claimed.flatMap { lifeOfRack[$0.rackTitle] } ?? .production
            let comment = host.conflict.isEmpty ? "no place" : host.conflict.filter(isPlain)
            lines.append(
                "{host: \(pattern(host.name))\(claim), gpus: \(host.gpus)"
                    + "\(differences(host.name, host.life, from: usual))}  # \(comment)")
        }
        return lines
    }

    /// Whether a comment may hold it: neither an end of the line nor what YAML does not take.
    private static func isPlain(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy {
            ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
    }

    private static func floor(_ racks: ArraySlice<Rack>, mirrored: Bool) -> String {
        let width = racks.map(\.column).max() ?? 0
        var items: [String] = [], run: [String] = [], next = 1
        for rack in racks.sorted(by: { mirrored ? $0.column > $1.column : $0.column < $1.column }) {
            let column = mirrored ? width + 1 - rack.column : rack.column
            if column > next {
                items += NameRange.compress(run).map(quoted)
                run = []
                items.append(column - next == 1 ? "gap" : "gap \(column - next)")
            }
            run.append(rack.name)
            next = column + 1
        }
        return (items + NameRange.compress(run).map(quoted)).joined(separator: ", ")
    }

    /// One line for the rack, one more for each other number of GPUs a tray has.
    private static func lines(_ rack: Rack, _ plan: RackPlan?, _ topology: Topology) -> [String] {
        let trays = topology.trays[rack.trays]
        var head = "rack: \(pattern(rack.name))"
        if rack.template != RackTemplate.standardName { head += ", template: \(quoted(rack.template))" }
        if rack.life != .production { head += ", life: \(rack.life.rawValue)" }
        for kind in GroupKind.allCases {
            if let name = plan?.groups[kind] { head += ", \(kind.rawValue): \(quoted(name))" }
        }
        if let chassis = plan?.chassis { head += ", chassis: \(pattern(chassis))" }
        let usual = (topology.templates[rack.template] ?? topology.template).gpusPerTray
        guard !trays.isEmpty else { return [head] }
        let counts = Set(trays.map(\.gpus.count)).sorted { ($0 == usual ? 0 : 1, $0) < ($1 == usual ? 0 : 1, $1) }
        return counts.enumerated().map { index, count in
            let members = trays.filter { $0.gpus.count == count }
            let hosts = NameRange.compress(members.map(\.host)).map(quoted).joined(separator: ", ")
            let numbers = InventoryMerge.spell(members.map(\.number))
            var line = index == 0 ? head : "rack: \(pattern(rack.name))"
            line += ", hosts: [\(hosts)], trays: [\(numbers)]"
            if count != usual { line += ", gpus: \(count)" }
            return line
        }
    }

    /// Where the reader takes ranges: brackets of the name itself are no range.
    private static func pattern(_ name: String) -> String { quoted(NameRange.escaped(name)) }

    /// Plain where YAML reads it back as the same text.
    static func quoted(_ text: String) -> String {
        let safe = text.utf8.allSatisfy { byte in
            (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A) || byte == 0x2D
                || byte == 0x5F
                || byte == 0x20
        }
        let startsWithLetter = text.utf8.first.map { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
        let reserved = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "gap"].contains(text.lowercased())
        if safe, startsWithLetter, !reserved, !text.hasSuffix(" ") { return text }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                out += "\\x" + hex(scalar.value, 2)
            // Line ends to YAML, a mark of byte order, and what it does not take at all.
            case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": out += "\\u" + hex(scalar.value, 4)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
