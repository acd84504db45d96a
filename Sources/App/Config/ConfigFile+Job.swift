// One `scrape_configs` entry.

import Exposition
import Ingest
import Telemetry

extension ConfigFile {
    private static let notDoneInJobs: Set = [
        "oauth2", "proxy_url", "proxy_from_environment", "no_proxy", "proxy_connect_header", "sigv4", "azuread",
        "google_iam", "native_histogram_bucket_limit", "native_histogram_min_bucket_factor", "scrape_failure_log_file",
        "http_headers",
    ]
    /// Known to Prometheus and without effect here: staleness is always tracked, HTTP is 1.1, names are kept as they are.
    private static let withoutEffect = [
        "track_timestamps_staleness", "enable_http2", "scrape_classic_histograms", "always_scrape_classic_histograms",
        "convert_classic_histograms_to_nhcb", "metric_name_validation_scheme", "metric_name_escaping_scheme",
        "keep_dropped_targets", "scrape_native_histograms", "extra_scrape_metrics",
    ]

    mutating func job(_ node: ConfigNode, _ defaults: JobDefaults) throws(UserError) -> JobConfig {
        var fields = try ConfigFields(node)
        let name = try part { _ throws(UserError) in
            let name = try fields.need("job_name").text()
            if name.isEmpty { throw node.error("job_name is empty") }
            return name
        }
        for (key, place) in fields.takeAll(Self.notDoneInJobs) {
            config.warnings.append("\(place): \(key) is not done by vigie; the job is read without it")
        }
        for key in Self.withoutEffect { _ = fields.take(key) }
        var limits = defaults.limits
        var targetLimit = defaults.targetLimit
        try self.limits(&fields, &limits, &targetLimit)
        let (intervalMs, timeoutMs) = try times(&fields, defaults)
        let (prefers, fallback) = try grammars(&fields, defaults)
        let http = try httpSettings(&fields)
        let context = try context(&fields, name ?? "")
        // What rules drop does not count, so a page may be longer; not without end.
        if !context.rules.isEmpty, limits.page.kept < .max {
            limits.page.samples = max(PageLimits().samples, 4 * limits.page.kept)
        }
        let stamps = fields.take("honor_timestamps")
        let honors = try part { _ throws(UserError) in try stamps?.bool() } ?? nil
        var job = JobConfig(
            scrape: ScrapeJob(
                name: name ?? "", http: http, limits: limits, timeoutMs: min(timeoutMs, intervalMs),
                prefersOpenMetrics: prefers, fallback: fallback,
                honorsTimestamps: honors ?? true, context: context))
        job.intervalMs = intervalMs
        job.timeoutMs = timeoutMs
        job.targetLimit = targetLimit
        job.place = node.place
        try address(&fields, &job)
        if let rules = fields.take("relabel_configs") { job.relabel = try self.rules(rules) }
        job.discoveries = try discoveries(&fields)
        try finish(fields)
        return job
    }

    private mutating func grammars(_ fields: inout ConfigFields, _ defaults: JobDefaults) throws(UserError) -> (
        prefersOpenMetrics: Bool, fallback: PageGrammar?
    ) {
        var prefers = defaults.prefersOpenMetrics, fallback: PageGrammar?
        if let node = fields.take("scrape_protocols") {
            try part { file throws(UserError) in prefers = try file.protocols(node) }
        }
        if let node = fields.take("fallback_scrape_protocol") {
            try part { file throws(UserError) in fallback = try file.grammar(node) }
        }
        return (prefers, fallback)
    }

    /// Where under a target's address the page stands.
    private mutating func address(_ fields: inout ConfigFields, _ job: inout JobConfig) throws(UserError) {
        if let value = fields.take("scheme") {
            try part { _ throws(UserError) in
                job.scheme = try value.text()
                if !["http", "https"].contains(job.scheme) { throw value.error("the scheme is http or https") }
            }
        }
        if let value = fields.take("metrics_path") {
            try part { _ throws(UserError) in job.metricsPath = try value.text() }
        }
        guard let params = fields.take("params") else { return }
        try part { file throws(UserError) in
            for (key, value) in try params.pairs() {
                try file.part { _ throws(UserError) in job.params.append((try key.text(), try value.oneOrMore())) }
            }
        }
    }

    private mutating func context(_ fields: inout ConfigFields, _ name: String) throws(UserError) -> SeriesContext {
        var context = SeriesContext()
        let honors = fields.take("honor_labels")
        context.honorsLabels = try part { _ throws(UserError) in try honors?.bool() ?? false } ?? false
        if let rules = fields.take("metric_relabel_configs") {
            context.rules = try self.rules(rules)
            context.sharingKey = FileStamp.of([rules.place, name])
        }
        return context
    }

    /// Each rule that is one.
    private mutating func rules(_ node: ConfigNode) throws(UserError) -> [RelabelRule] {
        var rules: [RelabelRule] = []
        try part { file throws(UserError) in
            for node in try node.list() {
                guard rules.count < RelabelFile.ruleLimit else {
                    throw node.error("more than \(RelabelFile.ruleLimit) rules")
                }
                try file.part { file throws(UserError) in
                    rules.append(try RelabelFile.rule(node, warnings: &file.config.warnings))
                }
            }
        }
        return rules
    }

    private mutating func times(_ fields: inout ConfigFields, _ defaults: JobDefaults) throws(UserError) -> (
        Int, Int
    ) {
        let every = fields.take("scrape_interval"), within = fields.take("scrape_timeout")
        let given = try part { file throws(UserError) in try file.interval(every) }
        let intervalMs = (given ?? nil) ?? defaults.intervalMs
        var timeoutMs = min(defaults.timeoutMs, intervalMs)
        try part { file throws(UserError) in
            guard let within, let patience = try file.interval(within) else { return }
            // Beside an interval that is a mistake no time is too long.
            guard patience <= intervalMs || given == nil else {
                throw within.error("the time-out is longer than the interval")
            }
            timeoutMs = patience
        }
        return (intervalMs, timeoutMs)
    }

    private mutating func discoveries(_ fields: inout ConfigFields) throws(UserError) -> [Discovery] {
        var found: [Discovery] = []
        if let list = fields.take("static_configs") {
            let groups = try each(list) { file, node throws(UserError) in
                try TargetGroup.read(node, warnings: &file.config.warnings)
            }
            found.append(.fixed(groups))
        }
        if let list = fields.take("file_sd_configs") {
            found += try each(list) { file, node throws(UserError) in try file.files(node) }
        }
        if let list = fields.take("http_sd_configs") {
            found += try each(list) { file, node throws(UserError) in try file.server(node) }
        }
        for rest in fields.takeAll(Set(Self.otherDiscoveries)) {
            config.warnings.append("\(rest.place): \(rest.name) is not done by vigie; these targets are missing")
        }
        return found
    }

    /// The entries of a list that can be read, each a part of its own.
    private mutating func each<Value>(
        _ list: ConfigNode, _ read: (inout ConfigFile, ConfigNode) throws(UserError) -> Value
    ) throws(UserError) -> [Value] {
        var values: [Value] = []
        for node in try part({ _ throws(UserError) in try list.list() }) ?? [] {
            if let value = try part({ file throws(UserError) in try read(&file, node) }) { values.append(value) }
        }
        return values
    }

    private mutating func files(_ node: ConfigNode) throws(UserError) -> Discovery {
        var fields = try ConfigFields(node)
        let list = fields.take("files")
        let files = fields.mistakes.attempt { () throws(UserError) in
            guard let list else { throw node.error("files is missing") }
            return try list.oneOrMore().map { resolved($0) }
        }
        let refreshMs = refreshMs(&fields, usual: 300_000)
        try fields.finish()
        return .files(files ?? [], refreshMs: refreshMs)
    }

    /// How often a list of targets is asked for.
    private mutating func refreshMs(_ fields: inout ConfigFields, usual: Int64) -> Int64 {
        let read = fields.read("refresh_interval") { node throws(UserError) in
            let milliseconds = try node.duration()
            guard milliseconds > 0 else {
                throw node.error("a list of targets is read again after some time; write 30s, or leave this out")
            }
            if milliseconds < 1_000 {
                config.warnings.append("\(node.place): vigie asks for targets once a second at most; 1s is taken")
            }
            return max(1_000, milliseconds)
        }
        return read ?? usual
    }

    private mutating func server(_ node: ConfigNode) throws(UserError) -> Discovery {
        var fields = try ConfigFields(node)
        let url = fields.take("url")
        let read = fields.mistakes.attempt { () throws(UserError) in
            guard let url else { throw node.error("url is missing") }
            let written = try url.text(), parts = TargetURL.parted(written)
            guard TargetURL(parts.address) != nil else {
                throw url.error("\"\(TargetURL.shown(written))\" is no URL")
            }
            if parts.credentials != nil {
                try SecretFile.checkInline(url, fileMode: mode, warnings: &config.warnings)
            }
            return parts
        }
        let refreshMs = refreshMs(&fields, usual: 60_000)
        var http = try httpSettings(&fields)
        http.credentials = http.credentials ?? read?.credentials
        try fields.finish()
        return .http(read?.address ?? "", http, refreshMs: refreshMs)
    }

    private static let otherDiscoveries = [
        "azure", "consul", "digitalocean", "dns", "docker", "dockerswarm", "ec2", "eureka", "gce", "hetzner", "ionos",
        "kubernetes", "kuma", "lightsail", "linode", "marathon", "nerve", "nomad", "openstack", "ovhcloud", "puppetdb",
        "scaleway", "serverset", "stackit", "triton", "uyuni", "vultr", "aws", "outscale",
    ].map { $0 + "_sd_configs" }
}
