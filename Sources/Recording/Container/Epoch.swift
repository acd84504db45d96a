// What holds for a stretch of a recording: hall, targets, catalogue, step. A changed inventory or a new start of the recorder begins
// another one.

import Facility
import Foundation
import Telemetry

/// One row of the table `epoch`, ready for use.
public struct Epoch: Sendable {
    /// Rises with every epoch that is begun.
    public let id: Int64
    /// Beginning of slot 0.
    public let start: Timestamp
    /// Length of a slot: 100 at least.
    public let stepMs: Int64
    /// `live`, `demo`: what the recorder was looking at.
    public let mode: String
    /// Of an epoch whose row is damaged.
    static let unknownMode = "unknown"
    /// Whether the wire was recorded.
    public let isExact: Bool
    /// What stood where, with names replaced if the reader does that.
    public let topology: Topology
    /// By target number, with names replaced if the reader does that.
    public let targets: [TargetDescription]
    /// The recorded metrics in their order; what a row does not say comes from the program's own.
    public let catalogue: Catalogue

    /// Lengths of slots, times and numbers of slots that a recorder can have written: what is beyond them is damaged, and no arithmetic of
    /// times is tried with it.
    static let steps: ClosedRange<Int64> = 1...3_600_000
    static let times: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
    static let slots: ClosedRange<Int64> = -1...1 << 40

    /// End of a slot.
    public func end(of slot: Int) -> Timestamp { start + Int64(slot + 1) * stepMs }

    /// The newest slot that had ended at `time`.
    public func slot(endedBy time: Timestamp) -> Int {
        let offset = time - start
        return Int(offset >= 0 ? offset / stepMs : (offset - stepMs + 1) / stepMs) - 1
    }
}
