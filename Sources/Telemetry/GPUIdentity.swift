// Who the GPU at a place is, as its exporter's labels say. Attributes, not values.

/// Labels of one GPU on a page.
public struct GPUIdentity: Hashable, Sendable {
    /// The exporter's `gpu` label; the GPU's place inside its tray where no module number tells better.
    public var ordinal: Int
    public var uuid = ""
    public var model = ""
    public var pciBusID = ""
    public var driverVersion = ""
    public var job = ""
    public var pod = ""
    public var namespace = ""
    /// Where the platform says it sits: rack serial, slot (switch trays counted), tray index (compute trays only, from 0), and the
    /// number of its module in the tray, which does not follow `ordinal`.
    public var chassis = ""
    public var slot: Int?
    public var trayIndex: Int?
    public var module: Int?

    public init(ordinal: Int) { self.ordinal = ordinal }
}
