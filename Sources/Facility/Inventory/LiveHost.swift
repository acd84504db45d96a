// A host as its pages and its discovery name it: telemetry confirms or contradicts an inventory, it never replaces one.

/// One host that was seen or is about to be.
public struct LiveHost: Hashable, Sendable {
    /// Its identity, as its page or its discovery says.
    public var host: String
    /// GPUs its page shows; 0 before it answered.
    public var gpus: Int
    /// Of its target's discovery: `rack`, `tray` and their kin give a place, `gpus` and `life` what their names say.
    public var labels: [String: String]
    /// Where DCGM says it sits; nil if it does not.
    public var platform: PlatformSighting?

    public init(host: String, gpus: Int, labels: [String: String] = [:], platform: PlatformSighting? = nil) {
        self.host = host
        self.gpus = gpus
        self.labels = labels
        self.platform = platform
    }
}
