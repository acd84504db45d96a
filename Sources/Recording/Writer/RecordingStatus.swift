// How a recording is doing, for whoever shows it.

/// Newest word of the writer's thread.
public struct RecordingStatus: Equatable, Sendable {
    /// How far a recording has come.
    public enum Phase: Equatable, Sendable {
        case running
        /// It can not write now, for this reason, and tries again.
        case waiting(String)
        /// It stopped by itself, for this reason.
        case stopped(String)
        case finished
    }

    /// Whether slots are still taken.
    public var phase = Phase.running
    /// Slots written since the start.
    public var slots = 0
    /// Slots left out because the writer was too slow, or had no room.
    public var dropped = 0
    /// Known values of the tracks written since the start.
    public var samples = 0
    /// Values of the wire written since the start; 0 if it is not recorded.
    public var wireSamples = 0
    /// Under the recording's name is no file any more, or another one: nothing is known of its bytes.
    public var isElsewhere = false

    public init() {}
}
