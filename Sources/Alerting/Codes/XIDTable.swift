// NVIDIA's XID codes by number: data, so that a new driver needs no build. Codes it does not know are said to be unknown.
// Source: docs.nvidia.com/deploy/xid-errors, as carried by leptonai/gpud and NVIDIA/NVSentinel.

import Facility

/// What every code means.
public struct XIDTable: Sendable {
    /// By code.
    public let entries: [Int: XIDEntry]
    /// Sub-errors of the NVLink 5 codes 144 to 150, by code.
    public let links: [Int: [LinkSubError]]

    /// Of two entries for a code the later one holds.
    public init(entries: [XIDEntry], links: [Int: [LinkSubError]] = [:]) {
        self.entries = Dictionary(entries.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        self.links = links
    }

    /// An unknown code is a matter for hands: nobody can say that it is harmless.
    public subscript(code: Int) -> XIDEntry {
        entries[code]
            ?? XIDEntry(
                code: code, name: "uncatalogued", classes: [.hardware],
                action: "not in the table: look it up, record it, ask support")
    }

    /// Codes of these classes, an entry counting by its most severe class.
    public func codes(_ classes: Set<XIDClass>) -> Set<Int> {
        Set(entries.values.filter { $0.classes.first.map(classes.contains) ?? false }.map(\.code))
    }

    /// Reads `xids: [[code, name, classes, action], ...]` and `nvlink5: [...]`.
    public init(_ root: SourceNode) throws(TextFault) {
        let map = try MapReader(root, "an XID table", keys: ["xids", "nvlink5"])
        var entries: [XIDEntry] = [], seen = Set<Int>()
        for node in try map.list("xids") {
            let entry = try Self.entry(node)
            guard seen.insert(entry.code).inserted else { throw node.fault("code \(entry.code) is listed twice") }
            entries.append(entry)
        }
        var links: [Int: [LinkSubError]] = [:]
        for node in try map.list("nvlink5") {
            let error = try LinkSubError(node)
            links[error.code, default: []].append(error)
        }
        self.init(entries: entries, links: links)
    }

    private static func entry(_ node: SourceNode) throws(TextFault) -> XIDEntry {
        guard let fields = node.list, fields.count == 4, let code = fields[0].int, (1...9_999).contains(code),
            let name = fields[1].text, let letters = fields[2].text, let action = fields[3].text
        else { throw node.fault("a code is written [79, FALLEN_OFF_THE_BUS, BH, \"drain, power cycle\"]") }
        var classes: [XIDClass] = []
        for letter in letters {
            guard let known = XIDClass(rawValue: String(letter)) else {
                throw fields[2].fault(
                    "no class \(letter); known: \(XIDClass.allCases.map(\.rawValue).joined(separator: " "))")
            }
            classes.append(known)
        }
        guard !classes.isEmpty else { throw fields[2].fault("a code needs a class") }
        return XIDEntry(code: code, name: name, classes: classes, action: action)
    }
}
