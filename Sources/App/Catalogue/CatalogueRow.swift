// One row of a catalogue file while it is being put together: a later file may change single fields of it.

import Telemetry

/// What a file, or several over one another, say of one metric.
struct CatalogueRow {
    let name: String
    private var place: String
    private var title: String?
    private var short: String?
    private var entity = EntityKind.gpu
    private var unit: Unit?
    private var kind = Metric.Kind.gauge
    private var combine = Metric.Combine.last
    private var range: ClosedRange<Double>?
    private var resolution: Double?
    private var rollUp = Metric.RollUpRule.mean
    private var across: [String]? = []
    private var sources: [MetricSource] = []
    private var derive: Derived?
    private var complement = false
    private var warn: [Threshold] = []
    private var critical: [Threshold] = []
    private var words: [(UInt64, String)] = []
    private var note = ""

    init(name: String, place: String) {
        self.name = name
        self.place = place
    }

    static func name(of node: ConfigNode) throws(UserError) -> String {
        var fields = try ConfigFields(node)
        let name = try fields.need("name")
        let text = try name.text()
        guard !text.isEmpty, text.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F || $0 &- 0x30 < 10 }) else {
            throw name.error("a metric's name is made of letters, digits and _")
        }
        return text
    }

    mutating func read(_ node: ConfigNode) throws(UserError) {
        place = node.place
        var fields = try ConfigFields(node)
        _ = fields.take("name")
        if let value = fields.take("title") { title = try value.text() }
        if let value = fields.take("short") {
            short = try value.text()
            if short!.count > 8 { throw value.error("short is at most eight letters") }
        }
        if let value = fields.take("entity") { entity = try Self.entity(value) }
        if let value = fields.take("unit") { unit = try Self.unit(value) }
        if let value = fields.take("kind") { kind = try value.choice("kind") }
        if let value = fields.take("combine") { combine = try value.choice("way to combine") }
        if let value = fields.take("rollup") { rollUp = try value.choice("roll-up") }
        if let value = fields.take("range") { range = try Self.range(value) }
        if let value = fields.take("resolution") {
            resolution = try value.number()
            guard resolution! > 0 else { throw value.error("the resolution is above 0") }
        }
        if let value = fields.take("across") {
            across = try value.node.scalar?.string == "all" ? nil : value.oneOrMore()
        }
        if let value = fields.take("complement") { complement = try value.bool() }
        if let value = fields.take("note") { note = try value.text() }
        if let value = fields.take("derive") { derive = try Self.derivation(value) }
        if let value = fields.take("from") { sources = try value.list().map(MetricSourceFile.read) }
        if let value = fields.take("warn") { warn = try ThresholdText.read(value, .warning) }
        if let value = fields.take("critical") { critical = try ThresholdText.read(value, .critical) }
        if let value = fields.take("words") { words = try Self.words(value) }
        try fields.finish()
    }

    /// - Parameter ids: all rows of the catalogue by name.
    func metric(_ ids: [String: MetricID]) throws(UserError) -> Metric {
        func need<T>(_ value: T?, _ field: String) throws(UserError) -> T {
            guard let value else { throw UserError("\(place): \(name) has no \(field)") }
            return value
        }
        var derivation: Metric.Derivation?
        if let derive {
            func id(_ other: String) throws(UserError) -> MetricID {
                guard let id = ids[other] else {
                    throw UserError("\(place): \(name) derives from \(other), which is no metric")
                }
                return id
            }
            var over: [MetricID] = []
            for other in derive.over { over.append(try id(other)) }
            if let part = derive.part {
                derivation = Metric.Derivation(part: try id(part), over: over, complement: derive.complement)
            } else {
                derivation = Metric.Derivation(sum: over)
            }
        } else if sources.isEmpty {
            throw UserError("\(place): \(name) has neither from nor derive")
        }
        var metric = Metric(
            name: name, title: title ?? name, short: short ?? String(name.prefix(8)), entity: entity,
            unit: try need(unit, "unit"), kind: kind, combine: combine, range: try need(range, "range"),
            resolution: try need(resolution, "resolution"), sources: sources, derivation: derivation,
            complement: complement)
        metric.across = across
        metric.rollUp = rollUp
        metric.thresholds = warn + critical
        metric.words = words
        metric.note = note
        return metric
    }
}

extension CatalogueRow {
    private static func entity(_ node: ConfigNode) throws(UserError) -> EntityKind {
        let text = try node.text()
        guard let kind = EntityKind.allCases.first(where: { $0.name == text }) else {
            throw node.error("no entity \"\(text)\"; known: \(EntityKind.allCases.map(\.name).joined(separator: ", "))")
        }
        return kind
    }

    private static func unit(_ node: ConfigNode) throws(UserError) -> Unit {
        let text = try node.text()
        guard let unit = Unit.allCases.first(where: { $0.spelling == text }) else {
            throw node.error("no unit \"\(text)\"; known: \(Unit.allCases.map(\.spelling).joined(separator: ", "))")
        }
        return unit
    }

    private static func range(_ node: ConfigNode) throws(UserError) -> ClosedRange<Double> {
        let ends = try node.list()
        guard ends.count == 2 else { throw node.error("a range is written [lowest, highest]") }
        let low = try ends[0].number(), high = try ends[1].number()
        guard low < high else { throw node.error("a range begins below its end") }
        return low...high
    }

    /// What a row is computed from, by name: the sum of some rows without a part, else the part's share of it.
    private struct Derived {
        let part: String?
        let over: [String]
        let complement: Bool
    }

    private static func derivation(_ node: ConfigNode) throws(UserError) -> Derived {
        var fields = try ConfigFields(node)
        if let sum = fields.take("sum") {
            let names = try sum.texts()
            guard names.count > 1 else { throw sum.error("a sum is of two metrics or more") }
            try fields.finish()
            return Derived(part: nil, over: names, complement: false)
        }
        let part = try fields.need("part").text(), over = try fields.need("over").texts()
        let complement = try fields.take("complement")?.bool() ?? false
        try fields.finish()
        return Derived(part: part, over: over, complement: complement)
    }

    private static func words(_ node: ConfigNode) throws(UserError) -> [(UInt64, String)] {
        var words: [(UInt64, String)] = []
        for (key, value) in try node.pairs() {
            words.append((UInt64(try key.integer(0...Int.max)), try value.text()))
        }
        return words
    }
}
