// What a check found out about a recording. Facts and faults; no verdict but theirs.

import Telemetry

/// The figures of `check recording`.
public struct RecordingReport: Sendable {
    /// The file, as it was given.
    public var path: String
    /// Closed slots of all spans.
    public var slots = 0
    /// Slots times their step: gaps are not in it.
    public var spanMs: Int64 = 0
    /// Of the newest epoch; 0 if there is none.
    public var stepMs: Int64 = 0
    /// Lengths of the slots of all spans, shortest first.
    public var stepsMs: [Int64] = []
    /// Stretches that were recorded again, as a clock was set back; the later recording is shown.
    public var overlaps: [(from: Timestamp, to: Timestamp)] = []
    /// Values of the wire, in files without wire of the tracks, as the rows of the spans say.
    public var samples = 0
    /// Of these, those that can be read.
    public var samplesReadable = 0
    /// Of the newest epoch: series of every target's newest page, without wire the tracks of its places.
    public var series = 0
    /// Of the file and its write-ahead log.
    public var bytes = 0
    /// Rows of the event log, all epochs.
    public var events = 0
    /// Moments that somebody named.
    public var bookmarks = 0
    /// GPUs and trays of the newest epoch.
    public var entities = 0
    /// Whether the newest epoch has the wire.
    public var isExact = false
    /// Some of it was recorded at declared precision, without wire, the rest is exact.
    public var isMixed = false
    /// Beginning of the first slot, nil if there is none.
    public var start: Timestamp?
    /// End of the last slot, nil if there is none.
    public var end: Timestamp?
    /// Stretches between spans of which nothing is known.
    public var gaps: [(from: Timestamp, to: Timestamp)] = []
    /// One sentence for each part that can not be read.
    public var damaged: [String] = []

    public init(path: String) { self.path = path }
}
