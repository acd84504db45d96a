// Rack templates as data files spell them: lines such as `tray 18-9`, top first.

import Telemetry

/// Reads the `templates` mapping of an inventory.
public enum TemplateReader {
    static let heightLimit = 100

    /// - Parameter node: `{name: {height: 48, gpus_per_tray: 4, units: [...]}}`
    public static func templates(_ node: SourceNode) throws(TextFault) -> [String: RackTemplate] {
        guard let map = node.map else { throw node.fault("templates is a mapping of names to templates") }
        var templates: [String: RackTemplate] = [:]
        for entry in map { templates[entry.key] = try template(entry.value) }
        return templates
    }

    private static func template(_ node: SourceNode) throws(TextFault) -> RackTemplate {
        let map = try MapReader(node, "a template", keys: ["height", "gpus_per_tray", "units", "source"])
        var units: [RackTemplate.Unit] = []
        for item in try map.list("units") {
            let more = try self.units(item)
            if let twice = firstTwice(units, more) { throw item.fault("tray \(twice) stands twice in this template") }
            units += more
            guard units.count <= heightLimit else { throw item.fault("a rack has at most \(heightLimit) units") }
        }
        let height = try map.int("height", 1...heightLimit) ?? units.count
        guard units.count <= height else {
            throw node.fault(
                "\(Plural.counted(units.count, "unit")) \(units.count == 1 ? "does" : "do") not fit into a height of \(height)"
            )
        }
        return RackTemplate(topU: height, units: units, gpusPerTray: try map.int("gpus_per_tray", 0...64) ?? 4)
    }

    /// A tray that has its number from another one already.
    private static func firstTwice(_ units: [RackTemplate.Unit], _ more: [RackTemplate.Unit]) -> Int? {
        var seen = Set<Int>()
        for unit in units { if case .tray(let number) = unit { seen.insert(number) } }
        for unit in more { if case .tray(let number) = unit, !seen.insert(number).inserted { return number } }
        return nil
    }

    /// `shelf 1-4`, `tray 18-9`, `tray 4-1 8u`, `empty 3`, `cdu`.
    private static func units(_ node: SourceNode) throws(TextFault) -> [RackTemplate.Unit] {
        guard let words = node.text?.split(separator: " "), let word = words.first else {
            throw node.fault("a unit is written such as \"tray 18-9\"")
        }
        var tall = 1, numbers = [1]
        for part in words.dropFirst() {
            if part.hasSuffix("u"), let height = Int(part.dropLast()), (1...48).contains(height) {
                tall = height
            } else if let range = range(part) {
                numbers = range
            } else {
                throw node.fault("\"\(part)\" is neither a number, a range such as 18-9, nor a height such as 8u")
            }
        }
        if word == "empty" {
            return Array(repeating: .empty, count: words.count > 1 ? min(heightLimit, numbers[0]) : 1)
        }
        return numbers.flatMap { number -> [RackTemplate.Unit] in
            let unit: RackTemplate.Unit =
                switch word {
                case "tray": .tray(number)
                case "nvswitch": .nvlinkSwitch(number)
                case "shelf": .powerShelf(number)
                case "management": .managementSwitch(number)
                default: .other(words.count > 1 ? "\(word) \(number)" : String(word))
                }
            return Array(repeating: .empty, count: tall - 1) + [unit]
        }
    }

    private static func range(_ text: Substring) -> [Int]? {
        let ends = text.split(separator: "-").map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
            (0...heightLimit).contains(first), (0...heightLimit).contains(last)
        else { return nil }
        return first <= last ? Array(first...last) : (last...first).reversed()
    }
}
