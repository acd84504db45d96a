// What a scrape says of itself, under the names that Prometheus gives it.

import Telemetry

extension TargetStatus {
    /// Name and value; of a target that never answered only those that are known.
    public var selfMetrics: [(name: String, value: Double)] {
        guard lastSuccess != nil else { return [("up", 0)] }
        return [
            ("up", failure == nil ? 1 : 0), ("scrape_duration_seconds", Double(lastDurationMs) / 1000),
            ("scrape_samples_scraped", Double(series)),
            ("scrape_samples_post_metric_relabeling", Double(series - page.droppedSeries)),
            ("scrape_series_added", Double(page.addedSeries)), ("scrape_body_size_bytes", Double(bytes)),
            ("scrape_bad_lines", Double(badLines)),
        ]
    }
}
