// What `global` says for jobs that say nothing themselves. The rest are Prometheus' own defaults, but limits are on.

import Ingest

struct JobDefaults {
    var intervalMs = 60_000
    var timeoutMs = 10_000
    var prefersOpenMetrics = false
    var limits = ScrapeLimits()
    var targetLimit = 0
}
