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

    /// Known without the file; its own come first.
    let templates: [String: RackTemplate]

    private init(file: String, templates: [String: RackTemplate]) {
        self.file = file
        self.templates = templates
    }

    /// - Parameters:
    ///   - templates: rack templates by name that need no definition in the file.
    ///   - file: its name, for origins.
    /// - Throws: the file is no inventory. A row, rack, host or rule that can not be read is a finding, and the rest goes on.
    public static func read(
        _ root: SourceNode, templates: [String: RackTemplate] = RackTemplate.known, file: String
    ) throws(TextFault) -> InventoryPart {
        let map = try MapReader(root, "an inventory", keys: keys)
        var reader = InventoryReader(file: file, templates: templates)
        reader.part.site = try map.text("site")
        reader.part.hall = try map.text("hall")
        reader.part.targetGPUs = try map.int("gpus", 0...100_000_000)
        reader.part.envelopeKilowatts = try map.int("envelope_kw", 1...100_000_000)
        reader.part.templates = templates
        if let own = map["templates"] { reader.part.templates.merge(try TemplateReader.templates(own)) { $1 } }
        for node in try map.list("rows") { reader.attempt(node) { r throws(TextFault) in try r.row(node) } }
        for node in try map.list("racks") { reader.attempt(node) { r throws(TextFault) in try r.racks(node) } }
        for node in try map.list("hosts") { reader.attempt(node) { r throws(TextFault) in try r.hosts(node) } }
        for node in try map.list("host_rules") { reader.attempt(node) { r throws(TextFault) in try r.rule(node) } }
        return reader.part
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
            guard let text = node.text, !text.isEmpty, let expanded = NameRange.expand(text) else {
                throw node.fault("\(what) are written such as A01 or A[01-24], at most \(NameRange.limit)")
            }
            names += expanded
        }
        guard names.count <= NameRange.limit else {
            throw TextFault(line: 0, column: 0, reason: "more than \(NameRange.limit) \(what)")
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
        part.rows.append(row)
        var number = 1, column = 1
        for item in try map.list("racks") {
            if let text = item.text, text == "gap" || text.hasPrefix("gap ") {
                let width = text == "gap" ? 1 : Int(text.dropFirst(4)) ?? 0
                guard (1...200).contains(width) else { throw item.fault("a gap is written \"gap\" or \"gap 2\"") }
                column += width
                continue
            }
            for name in try names([item], "racks") {
                if floor[name] != nil {
                    part.findings.append(
                        Finding(.duplicate, "rack \(name) stands twice on the floor", origin: origin(item)))
                }
                floor[name] = (row.name, RackName.split(name)?.number ?? number, column)
                add(rack: name)
                number += 1
                column += 1
            }
        }
    }

    /// The plan of a rack, made when first named.
    mutating func add(rack name: String, row: String? = nil) {
        guard rackIndex[name] == nil else { return }
        let spelled = RackName.split(name)
        let place = floor[name]
        var rack = RackPlan(
            name: name, row: place?.row ?? row ?? spelled?.row ?? "?",
            number: place?.number ?? spelled?.number ?? part.racks.count + 1)
        if let place { rack.column = place.column }
        rackIndex[name] = part.racks.count
        part.racks.append(rack)
    }
}
