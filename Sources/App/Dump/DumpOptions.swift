// What `vigie dump` is told.

import Telemetry

/// Metrics, level, window and form.
public struct DumpOptions: Sendable {
    public enum Format: String, CaseIterable, Sendable { case csv, json, openmetrics }

    public var metrics: [String]
    public var level = Level.hall
    public var select: String?
    /// The one filter language: which GPUs or trays count.
    public var filter: String?
    public var from: String?
    public var to: String?
    public var format = Format.csv

    public init(metrics: [String]) { self.metrics = metrics }
}
