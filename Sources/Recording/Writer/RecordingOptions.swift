// How a recording is made.

/// Choices of `vigie record`.
public struct RecordingOptions: Sendable {
    /// With the wire, or only tracks at the metrics' declared resolution.
    public var isExact = true
    /// What is looked at: `live` or `demo`.
    public var mode = "live"
    /// Milliseconds to keep; nil for all.
    public var retainMs: Int64?
    /// Bytes to keep; nil for all.
    public var retainBytes: Int64?
    /// A group that may read the file.
    public var group: String?
    /// Slots in a span: what is sealed and sought in one piece.
    public var spanSlots = 60
    /// Whether the source waits for the writer; else what does not fit is left out and counted.
    public var waits = false

    /// What the log may come to while a foreign reader holds a transaction: of a recording that is kept by size a quarter.
    var logCeiling: Int64 {
        min(logLimit, retainBytes.map { max(64 << 20, $0 / 4) } ?? .max)
    }

    /// The same without any retention; less in tests.
    var logLimit = RecordingFile.logCeiling
    /// Pages of the file at most, so that a test can meet a full disk.
    var pageLimit: Int?

    public init() {}
}
