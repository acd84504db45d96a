// How a recording is doing, for whoever shows it.

/// Newest word of the writer's thread.
public struct RecordingStatus: Equatable, Sendable {
    public enum Phase: Equatable, Sendable {
        case running
        /// It stopped by itself, for this reason.
        case stopped(String)
        case finished
    }

    public var phase = Phase.running
    public var slots = 0
    /// Slots left out because the writer was too slow.
    public var dropped = 0
    /// Values of tracks and of the wire.
    public var samples = 0
    public var wireSamples = 0

    public init() {}
}
