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
        let name = try fields.need("job_name").text()
        if name.isEmpty { throw node.error("job_name is empty") }
        for (key, place) in fields.takeAll(Self.notDoneInJobs) {
            config.warnings.append("\(place): \(key) is not done by vigie; the job is read without it")
        }
        for key in Self.withoutEffect { _ = fields.take(key) }
        var limits = defaults.limits
        var targetLimit = defaults.targetLimit
        try Self.limits(&fields, &limits, &targetLimit)
        let (intervalMs, timeoutMs) = try times(&fields, defaults)
        let prefers = try fields.take("scrape_protocols").map { node throws(UserError) in try protocols(node) }
        let fallback = try fields.take("fallback_scrape_protocol").map { node throws(UserError) in
            try grammar(node)
        }
        let http = try httpSettings(&fields)
        var context = SeriesContext()
        context.honorsLabels = try fields.take("honor_labels")?.bool() ?? false
        if let rules = fields.take("metric_relabel_configs") {
            context.rules = try RelabelFile.rules(rules)
            context.sharingKey = FileStamp.of([rules.place, name])
        }
        // What rules drop does not count, so a page may be longer; not without end.
        if !context.rules.isEmpty, limits.page.kept < .max {
            limits.page.samples = max(PageLimits().samples, 4 * limits.page.kept)
        }
        var job = JobConfig(
            scrape: ScrapeJob(
                name: name, http: http, limits: limits, timeoutMs: min(timeoutMs, intervalMs),
                prefersOpenMetrics: prefers ?? defaults.prefersOpenMetrics, fallback: fallback ?? nil,
                honorsTimestamps: try fields.take("honor_timestamps")?.bool() ?? true, context: context))
        job.intervalMs = intervalMs
        job.timeoutMs = timeoutMs
        job.targetLimit = targetLimit
        job.place = node.place
        if let value = fields.take("scheme") {
            job.scheme = try value.text()
            if !["http", "https"].contains(job.scheme) { throw value.error("the scheme is http or https") }
        }
        if let value = fields.take("metrics_path") { job.metricsPath = try value.text() }
        for (key, value) in try fields.take("params")?.pairs() ?? [] {
            job.params.append((try key.text(), try value.oneOrMore()))
        }
        if let rules = fields.take("relabel_configs") { job.relabel = try RelabelFile.rules(rules) }
        job.discoveries = try discoveries(&fields)
        try fields.finish()
        return job
    }

    private mutating func times(_ fields: inout ConfigFields, _ defaults: JobDefaults) throws(UserError) -> (Int, Int) {
        let intervalMs = try interval(fields.take("scrape_interval")) ?? defaults.intervalMs
        let node = fields.take("scrape_timeout")
        guard let node, let timeoutMs = try interval(node) else {
            return (intervalMs, min(defaults.timeoutMs, intervalMs))
        }
        guard timeoutMs <= intervalMs else { throw node.error("the time-out is longer than the interval") }
        return (intervalMs, timeoutMs)
    }

    private mutating func discoveries(_ fields: inout ConfigFields) throws(UserError) -> [Discovery] {
        var found: [Discovery] = []
        if let list = fields.take("static_configs") {
            var groups: [TargetGroup] = []
            for node in try list.list() { groups.append(try TargetGroup.read(node)) }
            found.append(.fixed(groups))
        }
        for node in try fields.take("file_sd_configs")?.list() ?? [] {
            var fields = try ConfigFields(node)
            let files = try fields.need("files").oneOrMore().map { resolved($0) }
            let refreshMs = try fields.take("refresh_interval")?.duration() ?? 300_000
            try fields.finish()
            found.append(.files(files, refreshMs: max(1_000, refreshMs)))
        }
        for node in try fields.take("http_sd_configs")?.list() ?? [] {
            var fields = try ConfigFields(node)
            let url = try fields.need("url")
            let written = try url.text()
            let (text, credentials) = TargetURL.parted(written)
            guard TargetURL(text) != nil else {
                throw url.error("\"\(TargetURL.shown(written))\" is no URL")
            }
            let refreshMs = try fields.take("refresh_interval")?.duration() ?? 60_000
            var http = try httpSettings(&fields)
            if let credentials {
                try SecretFile.checkInline(url, fileMode: mode, warnings: &config.warnings)
                http.credentials = http.credentials ?? credentials
            }
            try fields.finish()
            found.append(.http(text, http, refreshMs: max(1_000, refreshMs)))
        }
        for rest in fields.takeAll(Set(Self.otherDiscoveries)) {
            config.warnings.append("\(rest.place): \(rest.name) is not done by vigie; these targets are missing")
        }
        return found
    }

    private static let otherDiscoveries = [
        "azure", "consul", "digitalocean", "dns", "docker", "dockerswarm", "ec2", "eureka", "gce", "hetzner", "ionos",
        "kubernetes", "kuma", "lightsail", "linode", "marathon", "nerve", "nomad", "openstack", "ovhcloud", "puppetdb",
        "scaleway", "serverset", "stackit", "triton", "uyuni", "vultr", "aws", "outscale",
    ].map { $0 + "_sd_configs" }
}
