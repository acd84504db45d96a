// Who the GPU at a place is, as its exporter's labels say. Attributes, not values.

/// Labels of one GPU on a page.
public struct GPUIdentity: Hashable, Sendable {
    /// The exporter's `gpu` label; the GPU's place inside its tray where no module number tells better.
    public var ordinal: Int
    /// With `GPU-` in front, also where the exporter leaves it out; empty, as all texts here, if no label says it.
    public var uuid = ""
    /// The product's name: `NVIDIA GB300`.
    public var model = ""
    /// Domain, bus, device and function: `00000008:01:00.0`.
    public var pciBusID = ""
    /// Of the NVIDIA kernel driver: `580.65.06`.
    public var driverVersion = ""
    /// The batch job that has the GPU; the pod's name where the exporter names a pod and no job.
    public var job = ""
    /// The Kubernetes pod that has the GPU.
    public var pod = ""
    /// The pod's Kubernetes namespace.
    public var namespace = ""
    /// Serial of the rack it sits in, as the platform says.
    public var chassis = ""
    /// Slot of its tray in the rack, switch trays counted, from 1; nil if not said or no number.
    public var slot: Int?
    /// Index of its tray in the rack, compute trays only, from 0; nil if not said or no number.
    public var trayIndex: Int?
    /// Number of its module in the tray, which does not follow `ordinal`; nil if not said or no number.
    public var module: Int?

    public init(ordinal: Int) { self.ordinal = ordinal }
}
