// How one field of one GPU is written: the value if it holds, the last known one with its age if it does not.

import Screen
import Storage
import Telemetry

enum GPUFields {
    /// The text and its style; `–` where nothing was ever known, `n/a` where the exporter says so.
    static func text(_ snapshot: Snapshot, _ metric: MetricID, _ entity: Int) -> (String, Style) {
        let definition = snapshot.catalogue[metric]
        let value = snapshot.value(metric, entity)
        let trusted = definition.entity == .tray || snapshot.gpuState(entity).counts
        if !value.isNaN, trusted { return (words(Double(value), definition), .text) }
        if Absence(value) == .notAvailable { return ("n/a", .dim) }
        if let last = snapshot.lastKnown(metric, entity) {
            return ("\(words(Double(last.value), definition)), \(Figures.age(last.ageMs)) ago", .dim)
        }
        return ("–", .dim)
    }

    /// Codes and masks in the catalogue's words, all else as a figure.
    private static func words(_ value: Double, _ metric: Metric) -> String {
        metric.wording(of: value) ?? Figures.value(value, metric.unit)
    }

    /// The hot history of one field as columns, newest at the right edge.
    static func chart(
        _ drawing: inout Drawing, _ snapshot: Snapshot, _ metric: MetricID, _ entity: Int, _ role: Role, _ plot: Rect
    ) {
        let definition = snapshot.catalogue[metric]
        let span = definition.range.upperBound - definition.range.lowerBound
        let values = snapshot.history(metric, entity, slots: plot.width)
        let shares = values.map { value in
            value.isNaN || span <= 0 ? Double.nan : (Double(value) - definition.range.lowerBound) / span
        }
        for column in 0..<plot.width { drawing.canvas[plot.x + column, plot.maxY - 1] = Cell("·", Style(.faint)) }
        Bars.columns(&drawing, shares, in: plot) { _ in .role(role) }
    }
}
