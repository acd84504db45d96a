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
        let state = definition.entity == .tray ? snapshot.trayState(entity) : snapshot.gpuState(entity)
        if state == .frozen, definition.entity != .tray || !hasFreshPage(snapshot, tray: entity) {
            // The page is fresh, what it says is not; a rate of counters that stand still is none.
            if definition.kind == .counter { return ("–", .dim) }
            if let last = snapshot.lastKnown(metric, entity) {
                return ("\(words(Double(last.value), definition)), stands still", .dim)
            }
        }
        if !value.isNaN, trusted { return (words(Double(value), definition), .text) }
        if Absence(value) == .notAvailable { return ("n/a", .dim) }
        if let last = snapshot.lastKnown(metric, entity) {
            return ("\(words(Double(last.value), definition)), \(Figures.age(last.ageMs)) ago", .dim)
        }
        return ("–", .dim)
    }

    /// The page about a tray's GPUs gives the tray its state; what another page says of its host may move all the same.
    private static func hasFreshPage(_ snapshot: Snapshot, tray: Int) -> Bool {
        snapshot.targets(ofTray: tray).contains { snapshot.targets[$0].state == .fresh }
    }

    /// Codes and masks in the catalogue's words, all else as a figure.
    private static func words(_ value: Double, _ metric: Metric) -> String {
        metric.wording(of: value) ?? Figures.value(value, metric.unit)
    }
}
