// What `vigie dump` is told.

import Telemetry

/// Metrics, level, window and form.
public struct DumpOptions: Sendable {
    /// `openmetrics` has one sample a line with its time, ended by `# EOF`.
    public enum Format: String, CaseIterable, Sendable { case csv, json, openmetrics }

    /// Stable names from the catalogue; at least one.
    public var metrics: [String]
    /// What a row stands for.
    public var level = Level.hall
    /// A place such as `A01`, itself a row where the level is no finer; nil is the whole hall.
    public var select: String?
    /// The one filter language: which GPUs or trays count.
    public var filter: String?
    /// TIMEs; nil is the beginning of what there is.
    public var from: String?
    /// nil is its end.
    public var to: String?
    /// Of the returned text.
    public var format = Format.csv

    /// The hall as a whole, all of the time, as CSV.
    public init(metrics: [String]) { self.metrics = metrics }
}
