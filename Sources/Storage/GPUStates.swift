// What the store knows of each GPU besides its values. Column arrays, copied into every snapshot.

import Telemetry

/// States, times and identities of all GPUs.
public struct GPUStates: Sendable {
    public var states: [EntityState]
    public var since: [Timestamp?]
    /// Time of the last page that named the GPU, `Int64.min` if none did.
    public var lastSeenMs: [Int64]
    /// Scrapes of its target since then.
    public var absences: [UInt8]
    public var identities: [GPUIdentity?]
    /// The last XID seen, to notice a new one.
    public var xids: [Int32]

    public init(count: Int) {
        states = Array(repeating: .neverSeen, count: count)
        since = Array(repeating: nil, count: count)
        lastSeenMs = Array(repeating: .min, count: count)
        absences = Array(repeating: 0, count: count)
        identities = Array(repeating: nil, count: count)
        xids = Array(repeating: 0, count: count)
    }
}
