// What the store knows of each GPU besides its values (unsafe: only to copy). Column arrays, copied into every snapshot.

import Telemetry

/// States, times and identities of all GPUs.
public struct GPUStates: Sendable {
    /// By GPU number, as in every array here.
    public var states: [EntityState]
    /// When the state was entered; nil if it never changed, or if nobody looked at that time.
    public var since: [Timestamp?]
    /// Time of the last page that named the GPU, `Int64.min` if none did.
    public var lastSeenMs: [Int64]
    /// The target whose page that was, -1 if none is known.
    var sources: [Int32]
    /// Scrapes of that target since then.
    public var absences: [UInt8]
    /// What the last page said of the GPU's labels, nil if none named it.
    public var identities: [GPUIdentity?]
    /// The last XID seen, to notice a new one.
    public var xids: [Int32]

    /// - Parameter count: GPUs of the topology; all start as never seen.
    public init(count: Int) {
        states = Array(repeating: .neverSeen, count: count)
        since = Array(repeating: nil, count: count)
        lastSeenMs = Array(repeating: .min, count: count)
        sources = Array(repeating: -1, count: count)
        absences = Array(repeating: 0, count: count)
        identities = Array(repeating: nil, count: count)
        xids = Array(repeating: 0, count: count)
    }

    /// Its own copies of what every page writes: a snapshot that was just made holds the others, and taking pages is to allocate nothing.
    mutating func detach() {
        lastSeenMs.withUnsafeMutableBufferPointer { _ in }
        sources.withUnsafeMutableBufferPointer { _ in }
        absences.withUnsafeMutableBufferPointer { _ in }
    }

    /// Takes over what was known of a GPU under an older number.
    mutating func take(_ old: GPUStates, _ from: Int, as to: Int) {
        states[to] = old.states[from]
        since[to] = old.since[from]
        lastSeenMs[to] = old.lastSeenMs[from]
        absences[to] = old.absences[from]
        identities[to] = old.identities[from]
        xids[to] = old.xids[from]
    }

    /// A page named the GPU.
    @inline(__always)
    mutating func saw(_ gpu: Int, atMs milliseconds: Int64, by target: Int) {
        lastSeenMs[gpu] = milliseconds
        sources[gpu] = Int32(truncatingIfNeeded: target)
        if absences[gpu] != 0 { absences[gpu] = 0 }
    }
}
