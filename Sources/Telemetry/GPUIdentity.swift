// Who the GPU at a place is, as its exporter's labels say. Attributes, not values.

/// Labels of one GPU on a page.
public struct GPUIdentity: Hashable, Sendable {
    /// The exporter's `gpu` label; the GPU's place inside its tray.
    public var ordinal: Int
    public var uuid = ""
    public var model = ""
    public var pciBusID = ""
    public var driverVersion = ""
    public var job = ""
    public var pod = ""
    public var namespace = ""

    public init(ordinal: Int) { self.ordinal = ordinal }
}
