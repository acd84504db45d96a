// One `scrape_configs` entry: how its targets are found, what their labels become, how their pages are read.

import Ingest

struct JobConfig: Sendable {
    var scrape: ScrapeJob
    var intervalMs = 60_000
    /// Written in the file, not a default: it holds whatever a target's page looks like.
    var timeoutMs = 10_000
    var scheme = "http"
    var metricsPath = "/metrics"
    var params: [(name: String, values: [String])] = []
    var relabel: [RelabelRule] = []
    var discoveries: [Discovery] = []
    /// Most targets after relabelling, 0 for no limit.
    var targetLimit = 0
    /// `file:line:column`
    var place = ""
}
