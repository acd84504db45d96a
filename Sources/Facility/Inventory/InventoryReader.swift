// vigie's own inventory: short enough to write by hand, strict enough to trust. Over decoded text; it opens no file.
//
//   site: bruyeres
//   hall: hall A
//   gpus: 13800
//   envelope_kw: 44000
//   rows:
//     - {row: A, racks: ["A[01-08]", gap, "A[09-24]"], aisle: cold}
//   racks:
//     - {rack: "A[01-24]", template: nvl72-8-9-10, hosts: "a[01-24]-c[01-18]", feed: PDU-A1}
//   hosts:
//     - {host: "a01-c[03-04]", life: drained}

/// Reads one inventory file into a part.
public struct InventoryReader {
    static let keys = ["site", "hall", "gpus", "envelope_kw", "templates", "rows", "racks", "hosts", "host_rules"]
    static let groupKeys = GroupKind.allCases.map(\.rawValue)

    let file: String
    var part = InventoryPart(source: .inventory)
    /// Row, number and column of racks that the floor plan lists.
    var floor: [String: (row: String, number: Int, column: Int)] = [:]
    var rackIndex: [String: Int] = [:]
    /// What lines say of each rack, by key, with the line that said it last.
    var saidOfRack: [String: [String: (value: String, origin: String)]] = [:]
    /// GPUs a tray of racks that say so.
    var gpusOfRack: [String: Int] = [:]
    /// The first claim of each host.
    var claimIndex: [String: Int] = [:]
    /// Racks and rows as they were spelled first, by what they are and their name in small letters.
    private var spellings: [[String]: (name: String, origin: String)] = [:]
    private var toldSpellings = Set<[String]>()

    /// Known without the file; its own come first.
    let templates: [String: RackTemplate]

    private init(file: String, templates: [String: RackTemplate]) {
        self.file = file
        self.templates = templates
    }

    /// - Parameters:
    ///   - templates: rack templates by name that need no definition in the file.
    ///   - file: its name, for origins.
    /// - Throws: the file is no inventory. What can not be read of one, a key, row, rack, host or rule, is a finding, and the rest goes on.
    public static func read(
        _ root: SourceNode, templates: [String: RackTemplate] = RackTemplate.known, file: String
    ) throws(TextFault) -> InventoryPart {
        var reader = InventoryReader(file: file, templates: templates)
        let map = try reader.map(root)
        reader.attempt(root) { r throws(TextFault) in r.part.site = try map.text("site") }
        reader.attempt(root) { r throws(TextFault) in r.part.hall = try map.text("hall") }
        reader.attempt(root) { r throws(TextFault) in r.part.targetGPUs = try map.int("gpus", 0...100_000_000) }
        reader.attempt(root) { r throws(TextFault) in
            r.part.envelopeKilowatts = try map.int("envelope_kw", 1...100_000_000)
        }
        reader.part.templates = templates
        if let own = map["templates"] { reader.readTemplates(own) }
        for node in try map.list("rows") { reader.attempt(node) { r throws(TextFault) in try r.row(node) } }
        for node in try map.list("racks") { reader.attempt(node) { r throws(TextFault) in try r.racks(node) } }
        for node in try map.list("hosts") { reader.attempt(node) { r throws(TextFault) in try r.hosts(node) } }
        for node in try map.list("host_rules") { reader.attempt(node) { r throws(TextFault) in try r.rule(node) } }
        reader.tellRacksWithoutRow()
        return reader.part
    }

    private mutating func tellRacksWithoutRow() {
        for rack in part.racks where rack.row == "?" {
            let words = "rack \(rack.name) is in no row and stands in row ?; list it under rows, or write its row"
            part.findings.append(
                Finding(.assumed, words, origin: spellings[["rack", rack.name.lowercased()]]?.origin ?? ""))
        }
    }

    /// The keys of an inventory; others are findings, unless there is none that is known.
    private mutating func map(_ root: SourceNode) throws(TextFault) -> MapReader {
        let known = root.map?.filter { Self.keys.contains($0.key) } ?? []
        guard let all = root.map, !known.isEmpty else { return try MapReader(root, "an inventory", keys: Self.keys) }
        for entry in all where !Self.keys.contains(entry.key) {
            let words = "an inventory has no \"\(entry.key)\"; known: \(Self.keys.joined(separator: ", "))"
            part.findings.append(Finding(.unreadable, words, origin: "\(file):\(entry.line):\(entry.column)"))
        }
        return try MapReader(
            SourceNode(.map(known), line: root.line, column: root.column), "an inventory", keys: Self.keys)
    }

    private mutating func readTemplates(_ node: SourceNode) {
        for entry in node.map ?? [] {
            let one = SourceNode(.map([entry]), line: node.line, column: node.column)
            attempt(entry.value) { r throws(TextFault) in
                r.part.templates.merge(try TemplateReader.templates(one)) { $1 }
            }
        }
        guard node.map == nil else { return }
        attempt(node) { _ throws(TextFault) in _ = try TemplateReader.templates(node) }
    }

    private mutating func attempt(_ node: SourceNode, _ read: (inout InventoryReader) throws(TextFault) -> Void) {
        do throws(TextFault) { try read(&self) } catch {
            let place = error.line > 0 ? "\(file):\(error.line):\(error.column)" : origin(node)
            part.findings.append(Finding(.unreadable, error.reason, origin: place))
        }
    }

    private mutating func rule(_ node: SourceNode) throws(TextFault) {
        guard let rule = node.text.flatMap({ HostPattern($0) }) else {
            throw node.fault("a host rule is a regular expression with named groups (?<row>..)(?<rack>..)(?<tray>..)")
        }
        part.rules.append(rule)
    }

    func origin(_ node: SourceNode) -> String { "\(file):\(node.line):\(node.column)" }

    /// Names of one or several patterns.
    func names(_ nodes: [SourceNode], _ what: String) throws(TextFault) -> [String] {
        var names: [String] = []
        for node in nodes {
            guard let text = node.text, !text.isEmpty else {
                let kind = node.text == nil ? node.kind : "an empty text"
                throw node.fault("\(what) are names or ranges such as A[01-24], not \(kind)")
            }
            guard let expanded = NameRange.expand(text) else {
                throw node.fault("\(what): " + (NameRange.fault(text) ?? "no names"))
            }
            names += expanded
            guard names.count <= NameRange.limit else {
                throw node.fault("more than \(NameRange.limit) \(what) in one entry; write several entries")
            }
        }
        return names
    }

    private mutating func row(_ node: SourceNode) throws(TextFault) {
        let map = try MapReader(node, "a row", keys: ["row", "racks", "mirrored", "aisle"])
        var row = RowPlan(name: try map.require("row"))
        row.isMirrored = try map.flag("mirrored") ?? false
        row.aisle = try map.text("aisle")
        if part.rows.contains(where: { $0.name == row.name }) {
            part.findings.append(Finding(.duplicate, "row \(row.name) is listed twice", origin: origin(node)))
        }
        compare("row", row.name, map["row"] ?? node)
        part.rows.append(row)
        var number = 1, column = 1
        for item in try map.list("racks") {
            attempt(item) { r throws(TextFault) in try r.stand(item, row.name, &number, &column) }
        }
    }

    /// Racks or a gap of a row, from this column on.
    private mutating func stand(
        _ item: SourceNode, _ row: String, _ number: inout Int, _ column: inout Int
    ) throws(TextFault) {
        if let text = item.text, text == "gap" || text.hasPrefix("gap ") {
            let width = text == "gap" ? 1 : Int(text.dropFirst(4)) ?? 0
            guard (1...FloorBuilder.columnLimit).contains(width) else {
                throw item.fault("a gap is written \"gap\" or \"gap 2\", at most \(FloorBuilder.columnLimit)")
            }
            column += width
            return
        }
        let racks = try names([item], "racks"), most = FloorBuilder.columnLimit
        if column <= most, column + racks.count - 1 > most {
            let words = "row \(row) is longer than \(most) columns: racks behind share the last; write several rows"
            part.findings.append(Finding(.unreadable, words, origin: origin(item)))
        }
        for name in racks {
            if floor[name] != nil {
                part.findings.append(
                    Finding(.duplicate, "rack \(name) stands twice on the floor", origin: origin(item)))
            }
            floor[name] = (row, RackName.split(name)?.number ?? number, column)
            add(rack: name, at: item)
            number += 1
            column += 1
        }
    }

    /// The plan of a rack, made when first named.
    mutating func add(rack name: String, row: String? = nil, at node: SourceNode) {
        guard rackIndex[name] == nil else { return }
        compare("rack", name, node)
        let spelled = RackName.split(name)
        let place = floor[name]
        var rack = RackPlan(
            name: name, row: place?.row ?? row ?? spelled?.row ?? "?",
            number: place?.number ?? spelled?.number ?? part.racks.count + 1)
        if let place { rack.column = place.column }
        rackIndex[name] = part.racks.count
        part.racks.append(rack)
    }

    /// Two names of one file that differ in case alone are two, and most often a slip.
    mutating func compare(_ what: String, _ name: String, _ node: SourceNode) {
        let key = [what, name.lowercased()]
        guard let first = spellings[key] else {
            spellings[key] = (name, origin(node))
            return
        }
        guard first.name != name, toldSpellings.insert([what, name]).inserted else { return }
        let words =
            "\(what) \(name) and \(first.name) at \(first.origin) differ in nothing but case and are two; is one meant?"
        part.findings.append(Finding(.spelling, words + " Then spell both alike", origin: origin(node)))
    }
}
