// What holds for a stretch of a recording: hall, targets, catalogue, step. A changed inventory or a new start of the recorder begins
// another one.

import Facility
import Foundation
import Telemetry

/// One row of the table `epoch`, ready for use.
public struct Epoch: Sendable {
    public let id: Int64
    public let start: Timestamp
    public let stepMs: Int64
    /// `live`, `demo`: what the recorder was looking at.
    public let mode: String
    /// Whether the wire was recorded.
    public let isExact: Bool
    public let topology: Topology
    public let targets: [TargetDescription]
    public let catalogue: Catalogue

    /// End of a slot.
    public func end(of slot: Int) -> Timestamp { start + Int64(slot + 1) * stepMs }

    /// The newest slot that had ended at `time`.
    public func slot(endedBy time: Timestamp) -> Int {
        let offset = time - start
        return Int(offset >= 0 ? offset / stepMs : (offset - stepMs + 1) / stepMs) - 1
    }
}
