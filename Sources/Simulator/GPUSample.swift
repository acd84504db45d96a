// The physical state of one GPU at one moment, in canonical units, before an exporter prints it.

/// What a page says of a GPU.
public struct GPUSample: Sendable {
    /// Clock of the SMs, a multiple of 15.
    public var smClockMHz: Int64 = 0
    /// Of the chip, in whole degrees.
    public var tempCelsius: Int64 = 0
    /// Of the memory, some degrees above the chip.
    public var memoryTempCelsius: Int64 = 0
    /// Degrees below the slowdown temperature; negative above it.
    public var marginCelsius: Int64 = 0
    /// Thousandths of a watt.
    public var powerMilliwatts: Int64 = 0
    /// The same without the exporter's averaging, so noisier.
    public var instantMilliwatts: Int64 = 0
    /// Energy since the driver was loaded; never falls, and fits the power.
    public var energyMillijoules: Int64 = 0
    /// Share of time in which any kernel ran, 0 to 100; a spinning kernel keeps it at 100.
    public var utilPercent: Int64 = 0
    /// The last XID, 0 if there never was one.
    public var xid: Int64 = 0
    /// Framebuffer in use.
    public var memoryUsedMiB: Int64 = 0
    /// Framebuffer that is free; 742 MiB are neither used nor free.
    public var memoryFreeMiB: Int64 = 0
    /// Corrected memory errors, a running count.
    public var eccSingleBit: Int64 = 0
    /// Memory errors beyond correction, a running count.
    public var eccDoubleBit: Int64 = 0
    /// Reasons for clocks below the highest, as the mask that `ClockMask` of Alerting spells.
    public var clockEvents: Int64 = 0
    /// In units of 1.024e6 B/s.
    public var nvlinkUnits: Int64 = 0
    /// NVLinks of this GPU that are down, of 18.
    public var linksDown: Int64 = 0
    /// Share of time in which the graphics engine was active, in millionths as the four below.
    public var grEngine: Int64 = 0
    /// Share of time in which an SM had a warp, the mean of all SMs.
    public var smActive: Int64 = 0
    /// Share of time in which the tensor pipe was active.
    public var tensor: Int64 = 0
    /// Share of time in which the memory interface was active.
    public var dram: Int64 = 0
    /// Resident warps as a share of the most that there can be.
    public var occupancy: Int64 = 0
    /// Sent over PCIe, bytes a second.
    public var pcieTx: Int64 = 0
    /// Received over PCIe, bytes a second.
    public var pcieRx: Int64 = 0
    /// Sent over all NVLinks, bytes a second.
    public var nvlinkTx: Int64 = 0
    /// Received over all NVLinks, bytes a second.
    public var nvlinkRx: Int64 = 0
    /// The GPU is on the bus.
    public var present = true
}
