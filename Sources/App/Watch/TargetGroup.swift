// One group of targets as Prometheus' discovery files and lists spell it.

import Foundation

/// `{"targets": ["host:port"], "labels": {"name": "value"}}`
struct TargetGroup: Decodable, Hashable, Sendable {
    static let groupLimit = 200_000

    var targets: [String] = []
    /// Where each of them is written, `file:line:column`; empty for a list that was read the fast way.
    private(set) var places: [String] = []
    var labels: [String: String] = [:]

    private enum CodingKeys: CodingKey { case targets, labels }

    init(targets: [String] = [], labels: [String: String] = [:]) {
        self.targets = targets
        self.labels = labels
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        targets = try container.decodeIfPresent([String].self, forKey: .targets) ?? []
        labels = try container.decodeIfPresent([String: String].self, forKey: .labels) ?? [:]
    }

    /// - Throws: all that is wrong in it.
    static func read(_ node: ConfigNode, warnings: inout [String]) throws(UserError) -> TargetGroup {
        var fields = try ConfigFields(node)
        var group = TargetGroup()
        for target in fields.read("targets", { value throws(UserError) in try value.list() }) ?? [] {
            fields.mistakes.attempt { () throws(UserError) in
                group.targets.append(try target.text())
                group.places.append(target.place)
            }
        }
        for label in fields.read("labels", { value throws(UserError) in try value.pairs() }) ?? [] {
            fields.mistakes.attempt { () throws(UserError) in
                group.labels[try label.key.label(&warnings)] = try label.value.text()
            }
        }
        try fields.finish()
        return group
    }

    /// A whole list, JSON or YAML. JSON goes the fast way; if it fails, the slow one finds the place.
    ///
    /// - Parameter source: file or URL for messages.
    static func list(_ bytes: [UInt8], _ source: String) throws(UserError) -> [TargetGroup] {
        if isList(bytes), let groups = try? JSONDecoder().decode([TargetGroup].self, from: Data(bytes)) {
            guard groups.count <= groupLimit else { throw UserError("\(source): more than \(groupLimit) groups") }
            return groups
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UserError("\(source):1:1: not UTF-8 text")
        }
        guard let node = try ConfigNode.parse(text, file: source) else { return [] }
        var groups: [TargetGroup] = [], mistakes = ConfigMistakes(), odd: [String] = []
        for node in try node.list() {
            guard groups.count < groupLimit else { throw node.error("more than \(groupLimit) groups") }
            mistakes.attempt { () throws(UserError) in groups.append(try read(node, warnings: &odd)) }
        }
        try mistakes.finish()
        return groups
    }

    /// Whether these bytes begin a JSON list.
    static func isList(_ bytes: [UInt8]) -> Bool { bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == 0x5B }
}
