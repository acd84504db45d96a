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

    static func read(_ path: String) throws(UserError) -> WatchConfig {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UserError("\(path): can not be read: no such file, or not ours")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw UserError("\(path):1:1: not UTF-8 text") }
        return try parse(text, path: path, mode: SecretFile.mode(path))
    }

    static func parse(_ text: String, path: String, mode: Int? = nil) throws(UserError) -> WatchConfig {
        var file = ConfigFile(path: path, folder: (path as NSString).deletingLastPathComponent, mode: mode)
        file.config.path = path
        file.config.files = [path]
        if let node = try ConfigNode.parse(text, file: path) { try file.read(node) }
        return file.config
    }

    private mutating func read(_ node: ConfigNode) throws(UserError) {
        var fields = try ConfigFields(node)
        for (name, place) in fields.takeAll(Self.notDone) {
            config.warnings.append("\(place): \(name) is not done by vigie; left out")
        }
        var defaults = JobDefaults()
        if let global = fields.take("global") { try read(global: global, into: &defaults) }
        if let own = fields.take("vigie") { try read(settings: own) }
        if let list = fields.take("scrape_configs") {
            var names = Set<String>()
            for node in try list.list() {
                guard config.jobs.count < Self.jobLimit else { throw node.error("more than \(Self.jobLimit) jobs") }
                let job = try job(node, defaults)
                guard names.insert(job.scrape.name).inserted else {
                    throw node.error("two jobs are called \(job.scrape.name)")
                }
                config.jobs.append(job)
            }
        }
        try fields.finish()
    }

    private mutating func read(global node: ConfigNode, into defaults: inout JobDefaults) throws(UserError) {
        var fields = try ConfigFields(node)
        defaults.intervalMs = try interval(fields.take("scrape_interval")) ?? defaults.intervalMs
        defaults.timeoutMs = try interval(fields.take("scrape_timeout")) ?? defaults.timeoutMs
        if let value = fields.take("scrape_protocols") { defaults.prefersOpenMetrics = try protocols(value) }
        try Self.limits(&fields, &defaults.limits, &defaults.targetLimit)
        // These concern rules, storage and other servers, or say how names are stored: nothing of it changes what is read.
        for name in [
            "evaluation_interval", "external_labels", "query_log_file", "rule_query_offset", "keep_dropped_targets",
            "scrape_failure_log_file", "metric_name_validation_scheme", "metric_name_escaping_scheme",
            "scrape_native_histograms", "always_scrape_classic_histograms", "convert_classic_histograms_to_nhcb",
        ] { _ = fields.take(name) }
        try fields.finish()
    }

    mutating func read(settings node: ConfigNode) throws(UserError) {
        var fields = try ConfigFields(node)
        if let value = fields.take("site") { config.settings.site = try value.text() }
        if let value = fields.take("hall") { config.settings.hall = try value.text() }
        if let value = fields.take("theme") { config.settings.theme = try value.text() }
        if let value = fields.take("tz") { config.settings.zone = try value.text() }
        if let value = fields.take("inventory") {
            config.settings.inventory = try value.oneOrMore().map { resolved($0) }
        }
        if let value = fields.take("max_rate") {
            do throws(UserError) { config.settings.maxRate = try RateText.parse(try value.text()) } catch {
                throw value.error(error.description)
            }
        }
        if let value = fields.take("retention") { config.settings.retention = try Self.retention(value) }
        if let value = fields.take("catalogue") { try read(catalogue: value) }
        if let value = fields.take("keys") { config.settings.keys = try Self.keys(value) }
        if let value = fields.take("filters") {
            config.settings.filters = try Self.filters(value, config.settings.catalogue ?? .standard)
        }
        try fields.finish()
    }

    private mutating func read(catalogue node: ConfigNode) throws(UserError) {
        var files = [(Catalogue.standardText, "catalogue.yml")]
        for name in try node.oneOrMore() {
            let path = resolved(name)
            guard let data = FileManager.default.contents(atPath: path) else {
                throw node.error("\(path) can not be read")
            }
            files.append((String(decoding: data, as: UTF8.self), path))
            config.files.append(path)
            config.settings.catalogueFiles.append(path)
        }
        config.settings.catalogue = try CatalogueFile.catalogue(files)
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
    static func limits(_ fields: inout ConfigFields, _ limits: inout ScrapeLimits, _ targets: inout Int)
        throws(UserError)
    {
        let most = 1 << 30
        func limit(_ node: ConfigNode) throws(UserError) -> Int {
            let value = try node.integer(0...most)
            return value == 0 ? most : value
        }
        if let value = fields.take("body_size_limit") {
            let bytes = try value.bytes()
            limits.pageBytes = bytes == 0 ? most : min(bytes, most)
        }
        if let value = fields.take("sample_limit") {
            limits.page.kept = try limit(value)
            limits.page.samples = limits.page.kept
        }
        if let value = fields.take("label_limit") { limits.page.labels = min(try limit(value), Self.labelLimit) }
        if let value = fields.take("label_name_length_limit") { limits.page.labelNameBytes = try limit(value) }
        if let value = fields.take("label_value_length_limit") { limits.page.labelValueBytes = try limit(value) }
        if let value = fields.take("target_limit") { targets = try value.integer(0...most) }
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
