// What a recording says of a moment.

import Storage
import Telemetry

/// A snapshot, or the gap that the moment falls into.
public struct ReplayMoment: Sendable {
    /// In a gap: a hall of which nothing is known.
    public let snapshot: Snapshot
    /// The epoch the moment lies in; in a gap the one before it.
    public let epoch: Epoch
    /// What the rules said, in the bytes that the recorder was given; nil if nobody asked them.
    public let alerts: [UInt8]?
    /// Why these bytes can not be read, in a sentence; nil if they can, or nobody asked.
    public var alertsFault: String?
    /// From the last recorded slot's end to the next one's beginning; nil if the moment is recorded.
    public let gap: (from: Timestamp, to: Timestamp)?
    /// What of the moment can not be read, in a word each: metrics by name, `events`, `alarms`; the gap's reason where nothing can.
    public var damage: [String] = []
    /// The same in sentences.
    public var faults: [String] = []
}
