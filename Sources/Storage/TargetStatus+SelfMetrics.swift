// What a scrape says of itself, under the names that Prometheus gives it.

import Telemetry

extension TargetStatus {
    /// Name and value; of a scrape that failed only those that are known.
    public var selfMetrics: [(name: String, value: Double)] {
        // As there: a scrape that failed brought no samples, and how large it was is not known.
        guard lastSuccess != nil, failure == nil else { return [("up", 0), ("scrape_samples_scraped", 0)] }
        return [
            ("up", 1), ("scrape_duration_seconds", Double(lastDurationMs) / 1000),
            ("scrape_samples_scraped", Double(series)),
            ("scrape_samples_post_metric_relabeling", Double(series - page.droppedSeries)),
            ("scrape_series_added", Double(page.addedSeries)), ("scrape_body_size_bytes", Double(bytes)),
            ("scrape_bad_lines", Double(badLines)),
        ]
    }
}
