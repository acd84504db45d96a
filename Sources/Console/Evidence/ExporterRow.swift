// What would open the eyes of a view: the row of an exporter's list of fields that carries a metric. It says nothing of metrics that are exported.

import Storage
import Telemetry

/// Words for a metric that no page carries.
enum ExporterRow {
    /// `DCGM_FI_DEV_NVLINK_COUNT_DOWN, gauge, NVLink links down`: a line of dcgm-exporter's counters file; the family's name where another
    /// exporter has it; nil where nothing exports the metric itself.
    static func line(_ metric: Metric) -> String? {
        guard let source = metric.sources.first else { return nil }
        guard source.name.hasPrefix("DCGM_FI_") else { return source.name }
        let name = source.name.hasSuffix("*") ? source.name.dropLast() + "0" : source.name[...]
        let type = (source.kind ?? metric.kind) == .counter ? "counter" : "gauge"
        return "\(name), \(type), \(metric.title.filter { $0 != "," })"
    }

    /// `no page exports NVLink links down; dcgm-exporter's row: ...`
    static func words(_ metric: Metric) -> String {
        guard let line = line(metric) else { return "no page exports \(metric.title)" }
        let isField = line.hasPrefix("DCGM_FI_")
        return "no page exports \(metric.title); " + (isField ? "dcgm-exporter's row: " : "exporters have it as ")
            + line
    }

    /// Words if nobody exports the metric, nil if somebody does or nothing is known yet.
    static func blind(_ metric: MetricID, _ snapshot: Snapshot) -> String? {
        guard snapshot.slot >= 0, snapshot.statistics.targetsUp > 0, !snapshot.isExported(metric),
            snapshot.catalogue[metric].derivation == nil
        else { return nil }
        return words(snapshot.catalogue[metric])
    }
}
