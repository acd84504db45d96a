// A catalogue as its YAML file spells it, laid over another one: rows turned into metrics, or errors with line and column.

import Telemetry

/// Reads one catalogue file.
struct CatalogueFile {
    static let rowLimit = 2_000

    private var rows: [CatalogueRow] = []
    private var numbers: [String: Int] = [:]
    private var identity = IdentityLabels()

    /// - Returns: the catalogue of all files, later ones over earlier ones.
    static func catalogue(_ files: [(text: String, path: String)]) throws(UserError) -> Catalogue {
        var file = CatalogueFile()
        for (text, path) in files {
            if let node = try ConfigNode.parse(text, file: path) { try file.read(node) }
        }
        return try file.build()
    }

    /// Reads one file's node over what is there.
    private mutating func read(_ node: ConfigNode) throws(UserError) {
        var fields = try ConfigFields(node)
        if let node = fields.take("identity") { try IdentityFile.read(node, into: &identity) }
        if let list = fields.take("metrics") {
            for node in try list.list() {
                let name = try CatalogueRow.name(of: node)
                if let number = numbers[name] {
                    try rows[number].read(node)
                    continue
                }
                guard rows.count < Self.rowLimit else { throw node.error("more than \(Self.rowLimit) metrics") }
                var row = CatalogueRow(name: name, place: node.place)
                try row.read(node)
                numbers[name] = rows.count
                rows.append(row)
            }
        }
        try fields.finish()
    }

    /// The rows that code asks for first, in its order; then the others as they came.
    private func build() throws(UserError) -> Catalogue {
        var ordered: [CatalogueRow] = []
        for name in MetricID.named {
            guard let number = numbers[name] else { throw UserError("the catalogue has no row \(name)") }
            ordered.append(rows[number])
        }
        let named = Set(MetricID.named)
        ordered += rows.filter { !named.contains($0.name) }
        let ids = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($0.element.name, MetricID($0.offset)) })
        var metrics: [Metric] = []
        for row in ordered { metrics.append(try row.metric(ids)) }
        return Catalogue(metrics, identity: identity)
    }
}
