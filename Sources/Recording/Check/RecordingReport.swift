// What a check found out about a recording. Facts and faults; no verdict but theirs.

import Telemetry

/// The figures of `check recording`.
public struct RecordingReport: Sendable {
    public var path: String
    public var slots = 0
    public var spanMs: Int64 = 0
    public var stepMs: Int64 = 0
    public var samples = 0
    public var series = 0
    public var bytes = 0
    public var events = 0
    public var bookmarks = 0
    public var entities = 0
    public var isExact = false
    public var start: Timestamp?
    public var end: Timestamp?
    /// Stretches between spans of which nothing is known.
    public var gaps: [(from: Timestamp, to: Timestamp)] = []
    /// One sentence for each part that can not be read.
    public var damaged: [String] = []

    public init(path: String) { self.path = path }
}
