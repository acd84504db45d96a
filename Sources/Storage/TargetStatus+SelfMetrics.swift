// What a scrape says of itself, under the names that Prometheus gives it.

import Telemetry

extension TargetStatus {
    /// Name and value; of a scrape that failed only those that are known.
    public var selfMetrics: [(name: String, value: Double)] {
        // As there: a scrape that failed brought no samples, and how large it was is not known.
        guard lastSuccess != nil, failure == nil else { return [("up", 0), ("scrape_samples_scraped", 0)] }
        let known: [(name: String, value: Double?)] = [
            ("up", 1), ("scrape_duration_seconds", lastDurationMs.map { Double($0) / 1000 }),
            ("scrape_samples_scraped", Double(series)),
            ("scrape_samples_post_metric_relabeling", Double(series - page.droppedSeries)),
            ("scrape_series_added", Double(page.addedSeries)), ("scrape_body_size_bytes", bytes.map { Double($0) }),
            ("scrape_bad_lines", Double(badLines)),
        ]
        return known.compactMap { metric in metric.value.map { (metric.name, $0) } }
    }
}
