// What a filter is asked about: a snapshot, and the marks somebody else derived from it.

import Telemetry

/// The moment that tests look at.
public struct FilterSource: Sendable {
    /// Where values, states and identities are read.
    public let snapshot: Snapshot
    /// Per GPU and per tray a number in `FilterVocabulary.marks`; empty where marks are not known.
    public let gpuMarks: [UInt8]
    /// The same per tray.
    public let trayMarks: [UInt8]
    /// Values to look at instead of the moment's own, by metric index: a rule's means and rises.
    public var columns: [Int: [Float]] = [:]

    /// Without marks, a test of one is true of nothing.
    public init(_ snapshot: Snapshot, gpuMarks: [UInt8] = [], trayMarks: [UInt8] = []) {
        self.snapshot = snapshot
        self.gpuMarks = gpuMarks
        self.trayMarks = trayMarks
    }
}
