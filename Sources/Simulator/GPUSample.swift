// The physical state of one GPU at one moment, in canonical units, before an exporter prints it.

/// What a page says of a GPU.
public struct GPUSample: Sendable {
    public var smClockMHz: Int64 = 0
    public var tempCelsius: Int64 = 0
    public var memoryTempCelsius: Int64 = 0
    public var marginCelsius: Int64 = 0
    /// Thousandths of a watt.
    public var powerMilliwatts: Int64 = 0
    public var instantMilliwatts: Int64 = 0
    public var energyMillijoules: Int64 = 0
    public var utilPercent: Int64 = 0
    public var xid: Int64 = 0
    public var memoryUsedMiB: Int64 = 0
    public var memoryFreeMiB: Int64 = 0
    public var eccSingleBit: Int64 = 0
    public var eccDoubleBit: Int64 = 0
    public var clockEvents: Int64 = 0
    /// In units of 1.024e6 B/s.
    public var nvlinkUnits: Int64 = 0
    public var linksDown: Int64 = 0
    /// Millionths.
    public var grEngine: Int64 = 0
    public var smActive: Int64 = 0
    public var tensor: Int64 = 0
    public var dram: Int64 = 0
    public var occupancy: Int64 = 0
    public var pcieTx: Int64 = 0
    public var pcieRx: Int64 = 0
    public var nvlinkTx: Int64 = 0
    public var nvlinkRx: Int64 = 0
    /// The GPU is on the bus.
    public var present = true
}
