// Reads a configuration: a `prometheus.yml`, with vigie's own settings under the key `vigie`. Every mistake names its place;
// what Prometheus can and vigie does not do becomes a warning with its place.

import Exposition
import Foundation
import Ingest
import Telemetry

/// One reading of one file.
struct ConfigFile {
    static let jobLimit = 10_000
    /// Labels of one sample, whatever the file says.
    static let labelLimit = 4_096
    static let notDone: Set = [
        "rule_files", "scrape_config_files", "alerting", "remote_write", "remote_read", "storage", "tracing", "otlp",
        "runtime",
    ]

    let path: String
    /// Paths in the file are relative to this.
    let folder: String
    let mode: Int?
    var config = WatchConfig()

    /// What is wrong, where everything is asked for; nil ends the reading at the first mistake.
    var mistakes: ConfigMistakes?

    init(_ text: String, path: String, mode: Int?, mistakes: ConfigMistakes? = nil) throws(UserError) {
        self.init(path: path, mode: mode)
        self.mistakes = mistakes
        config.path = path
        config.files = [path]
        if let node = try ConfigNode.parse(text, file: path) {
            try part { file throws(UserError) in try file.read(node) }
        }
    }

    /// A file of which nothing is read yet.
    init(path: String, mode: Int?) {
        self.path = path
        self.mode = mode
        folder = (path as NSString).deletingLastPathComponent
    }

    static func read(_ path: String) throws(UserError) -> WatchConfig {
        try parse(try text(path), path: path, mode: SecretFile.mode(path))
    }

    static func text(_ path: String) throws(UserError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): can not be read: no such file, or not ours")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw UserError("\(path):1:1: not UTF-8 text") }
        return text
    }

    /// - Throws: the first mistake.
    static func parse(_ text: String, path: String, mode: Int? = nil) throws(UserError) -> WatchConfig {
        try ConfigFile(text, path: path, mode: mode).config
    }

    private mutating func read(_ node: ConfigNode) throws(UserError) {
        var fields = try ConfigFields(node)
        for (name, place) in fields.takeAll(Self.notDone) {
            config.warnings.append("\(place): \(name) is not done by vigie; left out")
        }
        var defaults = JobDefaults()
        if let global = fields.take("global") {
            try part { file throws(UserError) in try file.read(global: global, into: &defaults) }
        }
        if let own = fields.take("vigie") { try part { file throws(UserError) in try file.read(settings: own) } }
        if let list = fields.take("scrape_configs") {
            try part { file throws(UserError) in try file.read(jobs: list, defaults) }
        }
        try finish(fields)
    }

    private mutating func read(jobs list: ConfigNode, _ defaults: JobDefaults) throws(UserError) {
        var names = Set<String>()
        for node in try list.list() {
            guard config.jobs.count < Self.jobLimit else { throw node.error("more than \(Self.jobLimit) jobs") }
            try part { file throws(UserError) in
                let job = try file.job(node, defaults), name = job.scrape.name
                // One whose name is a mistake itself has none.
                guard name.isEmpty || names.insert(name).inserted else {
                    throw node.error("two jobs are called \(name)")
                }
                file.config.jobs.append(job)
            }
        }
    }

    private mutating func read(global node: ConfigNode, into defaults: inout JobDefaults) throws(UserError) {
        var fields = try ConfigFields(node)
        let every = fields.take("scrape_interval"), within = fields.take("scrape_timeout")
        let given = try part { file throws(UserError) in try file.interval(every) } ?? nil
        defaults.intervalMs = given ?? defaults.intervalMs
        let patience = try part { file throws(UserError) in try file.interval(within) } ?? nil
        defaults.timeoutMs = patience ?? defaults.timeoutMs
        if let value = fields.take("scrape_protocols") {
            let prefers = try part { file throws(UserError) in try file.protocols(value) }
            defaults.prefersOpenMetrics = prefers ?? defaults.prefersOpenMetrics
        }
        try limits(&fields, &defaults.limits, &defaults.targetLimit)
        // These concern rules, storage and other servers, or say how names are stored: nothing of it changes what is read.
        for name in [
            "evaluation_interval", "external_labels", "query_log_file", "rule_query_offset", "keep_dropped_targets",
            "scrape_failure_log_file", "metric_name_validation_scheme", "metric_name_escaping_scheme",
            "scrape_native_histograms", "always_scrape_classic_histograms", "convert_classic_histograms_to_nhcb",
        ] { _ = fields.take(name) }
        try finish(fields)
    }

    mutating func read(settings node: ConfigNode) throws(UserError) {
        var fields = try ConfigFields(node)
        /// The catalogue comes before the filters, which name its metrics.
        let readers: [(key: String, read: (inout ConfigFile, ConfigNode) throws(UserError) -> Void)] = [
            ("site", { file, value throws(UserError) in file.config.settings.site = try value.text() }),
            ("hall", { file, value throws(UserError) in file.config.settings.hall = try value.text() }),
            (
                "theme",
                { file, value throws(UserError) in file.config.settings.theme = (try value.text(), value.place) }
            ),
            (
                "tz",
                { file, value throws(UserError) in file.config.settings.zone = try value.parsed(ZoneChoice.parse) }
            ),
            (
                "inventory",
                { file, value throws(UserError) in
                    let names = try value.oneOrMore()
                    file.config.settings.inventory = names.map { name in file.resolved(name) }
                }
            ),
            (
                "max_rate",
                { file, value throws(UserError) in file.config.settings.maxRate = try value.parsed(RateText.parse) }
            ),
            (
                "retention",
                { file, value throws(UserError) in file.config.settings.retention = try ConfigFile.retention(value) }
            ),
            ("catalogue", { file, value throws(UserError) in try file.read(catalogue: value) }),
            ("keys", { file, value throws(UserError) in file.config.settings.keys = try ConfigFile.keys(value) }),
            (
                "filters",
                { file, value throws(UserError) in
                    let catalogue = file.config.settings.catalogue ?? .standard
                    file.config.settings.filters = try ConfigFile.filters(value, catalogue)
                }
            ),
        ]
        var catalogue: ConfigNode?
        for (key, read) in readers {
            guard let value = fields.take(key) else { continue }
            if key == "catalogue" { catalogue = value }
            // Of a catalogue that can not be read nobody knows the metrics.
            if key == "filters", catalogue != nil, config.settings.catalogue == nil { continue }
            try part { file throws(UserError) in try read(&file, value) }
        }
        try finish(fields)
    }

    private mutating func read(catalogue node: ConfigNode) throws(UserError) {
        var files = [(Catalogue.standardText, "catalogue.yml")]
        var isWhole = true
        for name in try node.oneOrMore() {
            let path = resolved(name)
            guard let data = FileManager.default.contents(atPath: path) else {
                try part { _ throws(UserError) -> Void in throw node.error("\(path) can not be read") }
                isWhole = false
                continue
            }
            files.append((String(decoding: data, as: UTF8.self), path))
            config.files.append(path)
            config.settings.catalogueFiles.append(path)
        }
        let catalogue = try CatalogueFile.catalogue(files)
        if isWhole { config.settings.catalogue = catalogue }
    }

    /// A path of the file, made absolute.
    func resolved(_ path: String) -> String {
        path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
    }

    /// What a target can be read by; nil where nothing or 0 is written, as Prometheus takes it.
    mutating func interval(_ node: ConfigNode?) throws(UserError) -> Int? {
        guard let node else { return nil }
        let milliseconds = try node.duration()
        guard milliseconds > 0 else { return nil }
        let near = min(max(milliseconds, 100), 3_600_000)
        if near != milliseconds {
            config.warnings.append(
                "\(node.place): vigie reads targets every 100ms to 1h; \(near == 100 ? "100ms" : "1h") is taken")
        }
        return Int(near)
    }

    /// The limits that a job and `global` share; 0 in a file means none.
    mutating func limits(_ fields: inout ConfigFields, _ limits: inout ScrapeLimits, _ targets: inout Int)
        throws(UserError)
    {
        let most = 1 << 30
        func number(_ key: String) throws(UserError) -> Int? {
            guard let node = fields.take(key) else { return nil }
            return try part { _ throws(UserError) in try node.integer(0...most) }
        }
        func limit(_ key: String) throws(UserError) -> Int? { try number(key).map { $0 == 0 ? most : $0 } }
        if let value = fields.take("body_size_limit"),
            let bytes = try part({ _ throws(UserError) in try value.bytes() })
        {
            limits.pageBytes = bytes == 0 ? most : min(bytes, most)
        }
        if let samples = try limit("sample_limit") {
            limits.page.kept = samples
            limits.page.samples = samples
        }
        if let labels = try limit("label_limit") { limits.page.labels = min(labels, Self.labelLimit) }
        if let bytes = try limit("label_name_length_limit") { limits.page.labelNameBytes = bytes }
        if let bytes = try limit("label_value_length_limit") { limits.page.labelValueBytes = bytes }
        if let count = try number("target_limit") { targets = count }
    }

    /// Whether the first protocol that vigie reads is OpenMetrics.
    mutating func protocols(_ node: ConfigNode) throws(UserError) -> Bool {
        for value in try node.list() {
            if let grammar = try grammar(value) { return grammar == .openmetrics }
        }
        return false
    }

    /// The grammar of a protocol as Prometheus calls it; nil for the one that is not read.
    mutating func grammar(_ node: ConfigNode) throws(UserError) -> PageGrammar? {
        switch try node.text() {
        case "OpenMetricsText1.0.0", "OpenMetricsText0.0.1": return .openmetrics
        case "PrometheusText0.0.4", "PrometheusText1.0.0": return .prometheus
        case "PrometheusProto":
            config.warnings.append("\(node.place): PrometheusProto is not read by vigie; another protocol is asked for")
            return nil
        default: throw node.error("no scrape protocol \"\(try node.text())\"")
        }
    }
}
