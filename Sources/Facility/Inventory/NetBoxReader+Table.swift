// NetBox's table export as CSV: columns by name, whatever the user chose to export.

import Telemetry

extension NetBoxReader {
    /// Whether a header row looks like a table of racks or devices.
    public static func recognises(header: [String]) -> Bool {
        let names = Set(header.map(column))
        return names.contains("name")
            && (names.contains("rack") || names.contains("height") || names.contains("position"))
    }

    private static func column(_ title: String) -> String {
        let word = title.lowercased().replacing("_", with: " ")
        switch word {
        case "u height", "height (u)", "u height (u)": return "height"
        case "type", "device type": return "model"
        case "device role": return "role"
        case "serial number": return "serial"
        case "rack position", "position (u)": return "position"
        case "descending units": return "desc units"
        default: return word
        }
    }

    /// Adds a table.
    public mutating func read(_ table: DelimitedText, file: String) throws(TextFault) {
        let header = table.rows[0].fields.map(Self.column)
        func at(_ name: String) -> Int? { header.firstIndex(of: name) }
        guard let name = at("name") else {
            throw TextFault(line: 1, column: 1, reason: "the table needs a column Name")
        }
        for row in table.rows.dropFirst() where row.fields.count != header.count {
            let place = "\(file):\(row.line):1", count = row.fields.count
            findings.append(
                Finding(
                    .unreadable,
                    count < header.count
                        ? "\(count) of \(Plural.counted(header.count, "column")): the missing ones are taken as empty"
                        : "\(Plural.counted(count, "field")) under \(Plural.counted(header.count, "column")): a value with a separator wants quotes",
                    origin: place))
        }
        guard let rackColumn = at("rack") else {
            for row in table.rows.dropFirst() { rack(row, name, at, file) }
            return
        }
        for row in table.rows.dropFirst() {
            func field(_ column: Int?) -> String { column.map { $0 < row.fields.count ? row.fields[$0] : "" } ?? "" }
            var device = Device()
            device.name = Self.value(field(name))
            device.model = field(at("model"))
            device.role = field(at("role"))
            device.rack = Self.value(field(rackColumn))
            device.location = Self.value(field(at("location"))) ?? ""
            device.status = field(at("status")).lowercased()
            device.serial = field(at("serial"))
            device.positionText = Self.value(field(at("position"))) ?? ""
            device.position = Double(Self.plain(device.positionText))
            device.gpus = Int(field(at("gpus") ?? at("gpu count")))
            device.origin = "\(file):\(row.line):1"
            devices.append(device)
        }
    }

    private mutating func rack(_ row: DelimitedText.Row, _ name: Int, _ at: (String) -> Int?, _ file: String) {
        func field(_ column: Int?) -> String { column.map { $0 < row.fields.count ? row.fields[$0] : "" } ?? "" }
        guard let title = Self.value(field(name)) else {
            findings.append(
                Finding(.unreadable, "a rack without a name is left out; give it one", origin: "\(file):\(row.line):1"))
            return
        }
        var rack = RackRow(name: title)
        rack.status = field(at("status")).lowercased()
        rack.role = field(at("role"))
        rack.height = max(1, min(200, Int(Self.plain(field(at("height")))) ?? 48))
        rack.startingUnit = max(0, min(200, Int(field(at("starting unit"))) ?? 1))
        rack.descending = ["true", "yes", "✔", "1"].contains(field(at("desc units")).lowercased())
        rack.location = Self.value(field(at("location"))) ?? ""
        rack.types = [field(at("rack type")), field(at("template"))].filter { !$0.isEmpty }
        rack.origin = "\(file):\(row.line):1"
        if site == nil { site = Self.value(field(at("site"))) }
        racks.append(rack)
    }

    /// `48U` and `U12` without the letter.
    private static func plain(_ text: String) -> String { text.filter { $0 != "U" && $0 != "u" && $0 != " " } }

    /// NetBox prints a dash for null.
    private static func value(_ text: String) -> String? { text.isEmpty || text == "—" || text == "-" ? nil : text }
}
