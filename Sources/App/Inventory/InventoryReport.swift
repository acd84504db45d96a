// `vigie check inventory` and `vigie convert` to YAML: what the files say together, what is missing, what contradicts.

import Facility
import Foundation
import Telemetry

/// The merged inventory of some files, in words, JSON or YAML.
public struct InventoryReport {
    let files: [String]
    let plan: HallPlan
    let findings: [Finding]
    private let rules: [HostPattern]

    /// Reads and merges the files.
    ///
    /// - Throws: a file that can not be read or is none of the known forms.
    public init(_ paths: [String]) throws(UserError) { self.init(paths, try InventoryFiles.parts(paths), []) }

    /// The same, but of several files one that can not be read is a finding, and the others count.
    ///
    /// - Throws: the only file can not be read.
    public static func check(_ paths: [String]) throws(UserError) -> InventoryReport {
        let (parts, faults) = InventoryFiles.readable(paths)
        if paths.count == 1, let only = faults.first { throw only.error }
        return InventoryReport(paths, parts, faults.map { finding($0.path, $0.error.description) })
    }

    private init(_ paths: [String], _ parts: [InventoryPart], _ faults: [Finding]) {
        files = paths
        let live = parts.filter { $0.source == .labels }.flatMap(\.claims).map { LiveHost(host: $0.host, gpus: 0) }
        let merge = InventoryMerge(parts, live: parts.count == 1 ? [] : live, detailed: true)
        plan = merge.plan
        rules = merge.rules
        let isEmpty = plan.racks.isEmpty && plan.hosts.isEmpty
        findings =
            faults + merge.findings
            + (isEmpty
                ? [
                    Finding(
                        .unreadable, "no rack and no host is listed: nothing is placed by this",
                        origin: (paths.first ?? "") + ":1:1")
                ] : [])
    }

    /// What is wrong with a whole file, its place taken from the words.
    private static func finding(_ path: String, _ words: String) -> Finding {
        guard words.hasPrefix(path), let end = words.dropFirst(path.count).range(of: ": ") else {
            return Finding(.unreadable, words, origin: path)
        }
        return Finding(.unreadable, String(words[end.upperBound...]), origin: String(words[..<end.lowerBound]))
    }

    /// Contradictions and what was left out, one line each, of very many the first: what is to be said beside a merged inventory.
    public var complaints: [String] {
        let bad = findings.filter(\.isConflict), limit = 20
        return bad.prefix(limit).map(Self.line)
            + (bad.count > limit ? ["\(bad.count - limit) more; `vigie check inventory` lists all"] : [])
    }

    private static func line(_ finding: Finding) -> String {
        "\(finding.origin.isEmpty ? "" : finding.origin + ": ")\(finding.kind.rawValue): \(finding.words)"
    }

    /// Conflicts make an inventory bad; empty slots and hosts without a place do not.
    public var isBad: Bool { findings.contains(where: \.isConflict) }

    /// The merged inventory, to be read again as one.
    public var yaml: String {
        InventoryWriter.write(plan, rules: rules, known: InventoryFiles.templates)
    }

    private func count(_ kinds: Finding.Kind...) -> Int { findings.count { kinds.contains($0.kind) } }

    private var figures: [(key: String, words: String, value: Int)] {
        let topology = Topology(plan)
        let homeless = plan.homeless, placed = topology.trays.count { !homeless.contains($0.host) }
        func figure(_ key: String, _ value: Int, _ noun: String, _ rest: String = "", plural: String? = nil) -> (
            key: String, words: String, value: Int
        ) { (key, Plural.noun(noun, of: value, plural) + rest, value) }
        return [
            figure("rows", topology.rows.count { $0.name != "?" }, "row"),
            figure(
                "racks", topology.racks.indices.count { plan.hasRack($0, of: topology, homeless: homeless) }, "rack"),
            figure("trays", topology.trays.count, "tray"), figure("gpus", topology.gpuCount, "GPU", " expected"),
            figure("planned_gpus", plan.targetGPUs ?? 0, "GPU", " planned in the end"),
            figure("placed", placed, "host", " with a place"),
            figure("hosts_without_place", topology.trays.count - placed, "host", " without a place"),
            figure("places_without_host", count(.placeWithoutHost), "rack", " with empty places"),
            figure("duplicates", count(.duplicate), "duplicate"),
            figure("conflicts", count(.sharedSlot, .disagreement), "conflict"),
            figure("unreadable", count(.unreadable), "unreadable entry", plural: "unreadable entries"),
        ]
    }

    /// Hosts by who places them.
    private var sources: [(String, Int)] {
        PlacementSource.allCases.map { source in
            (source.word, plan.hosts.count { $0.source == source && $0.place != nil })
        }.filter {
            $0.1 > 0
        }
    }

    /// For people: figures, who placed how many hosts, then the findings with their places.
    public func text() -> String {
        var out = "\(Topology(plan).hall)  \(files.joined(separator: " "))\n"
        for figure in figures where figure.key != "planned_gpus" || figure.value > 0 {
            out +=
                "  " + String(repeating: " ", count: max(0, 8 - "\(figure.value)".count))
                + "\(figure.value)  \(figure.words)\n"
        }
        for (word, count) in sources { out += "  placed by \(word): \(count)\n" }
        for finding in findings { out += Self.line(finding) + "\n" }
        return CleanText.lines(out)
    }

    /// A list of one object; keys are stable.
    public func json() -> String {
        var object: [String: Any] = ["files": files, "hall": plan.hall, "site": plan.site, "ok": !isBad]
        for figure in figures { object[figure.key] = figure.value }
        object["placed_by"] = Dictionary(uniqueKeysWithValues: sources.map { ($0.0, $0.1) })
        object["findings"] = findings.map { ["kind": $0.kind.rawValue, "at": $0.origin, "words": $0.words] }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: [object], options: options) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
