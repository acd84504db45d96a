// The number of a metric in its catalogue. The named ones are rows that code asks for: every catalogue begins with them.

/// Index into `Catalogue.metrics`.
public struct MetricID: Hashable, Sendable {
    /// Position in `Catalogue.metrics`, from 0.
    public let index: Int
    /// - Parameter index: of a row; not checked here.
    public init(_ index: Int) { self.index = index }
}

extension MetricID {
    /// Share of SM cycles with at least one warp, 0 to 1.
    public static let smActive = MetricID(0)
    /// Share of time the graphics or compute engine was active, 0 to 1.
    public static let grEngineActive = MetricID(1)
    /// Share of time that any kernel ran, 0 to 1: one tiny kernel makes it 1.
    public static let gpuUtil = MetricID(2)
    /// Share of cycles the tensor pipe was active, 0 to 1.
    public static let tensorActive = MetricID(3)
    /// Share of cycles the device memory interface was active, 0 to 1.
    public static let dramActive = MetricID(4)
    /// Power drawn by the GPU, watts.
    public static let powerWatts = MetricID(5)
    /// Power limit that is enforced now, watts.
    public static let powerLimitWatts = MetricID(6)
    /// Temperature of the GPU, degrees Celsius.
    public static let tempCelsius = MetricID(7)
    /// Degrees Celsius left to the device's own maximum: small is hot, negative is past it.
    public static let tempMarginCelsius = MetricID(8)
    /// Temperature of the device memory, degrees Celsius.
    public static let memoryTempCelsius = MetricID(9)
    /// Clock of the SMs, hertz.
    public static let smClockHertz = MetricID(10)
    /// Clock of the device memory, hertz.
    public static let memClockHertz = MetricID(11)
    /// Device memory in use, bytes; the sum over MIG instances.
    public static let memoryUsedBytes = MetricID(12)
    /// Device memory that is free, bytes.
    public static let memoryFreeBytes = MetricID(13)
    /// Device memory reserved for driver and firmware, bytes.
    public static let memoryReservedBytes = MetricID(14)
    /// Used over used, free and reserved memory, 0 to 1. Derived.
    public static let memoryUsedRatio = MetricID(15)
    /// Traffic of all NVLinks of the GPU in both directions, bytes per second.
    public static let nvlinkBytesPerSecond = MetricID(16)
    /// NVLinks of the GPU that are down, 0 to 18.
    public static let nvlinkLinksDown = MetricID(17)
    /// Sent by the GPU over PCIe, bytes per second.
    public static let pcieTxBytesPerSecond = MetricID(18)
    /// Received by the GPU over PCIe, bytes per second.
    public static let pcieRxBytesPerSecond = MetricID(19)
    /// PCIe replays so far: a total, not a rate.
    public static let pcieReplays = MetricID(20)
    /// The last XID code, kept until a reset; 0 if there was none. A change is the event.
    public static let xid = MetricID(21)
    /// ECC errors corrected since the driver was loaded: a total.
    public static let eccSingleBit = MetricID(22)
    /// ECC errors that could not be corrected since the driver was loaded: a total.
    public static let eccDoubleBit = MetricID(23)
    /// Reasons why clocks are held down, a bit mask; the words are in the catalogue.
    public static let clockEvents = MetricID(24)
    /// Share of time that device memory was read or written, 0 to 1.
    public static let memCopyUtil = MetricID(25)
    /// Mean power from the energy counter's difference over time, watts.
    public static let energyWatts = MetricID(26)
    /// 1 if remapping a faulty memory row failed, else 0.
    public static let rowRemapFailed = MetricID(27)
    /// Share of resident warps of what an SM can hold, 0 to 1.
    public static let smOccupancy = MetricID(28)
    /// Power at the moment of sampling, not averaged, watts.
    public static let powerInstantWatts = MetricID(29)
    /// Share of CPU time that was not idle, over all cores, 0 to 1.
    public static let hostCPUBusyRatio = MetricID(30)
    /// Load average over one minute, a plain number.
    public static let hostLoad1 = MetricID(31)
    /// Main memory of the host, bytes.
    public static let hostMemoryTotalBytes = MetricID(32)
    /// Main memory that programs could still have, bytes.
    public static let hostMemoryAvailableBytes = MetricID(33)
    /// One minus available over total main memory, 0 to 1. Derived.
    public static let hostMemoryUsedRatio = MetricID(34)
    /// Size of the root file system, bytes.
    public static let hostDiskTotalBytes = MetricID(35)
    /// Room left on the root file system for ordinary users, bytes.
    public static let hostDiskAvailableBytes = MetricID(36)
    /// One minus available over size of the root file system, 0 to 1. Derived.
    public static let hostDiskUsedRatio = MetricID(37)
    /// Read from all disks, bytes per second.
    public static let hostDiskReadBytesPerSecond = MetricID(38)
    /// Written to all disks, bytes per second.
    public static let hostDiskWriteBytesPerSecond = MetricID(39)
    /// Received over all network devices but `lo` and `docker0`, bytes per second.
    public static let hostNetReceiveBytesPerSecond = MetricID(40)
    /// Sent over all network devices but `lo` and `docker0`, bytes per second.
    public static let hostNetTransmitBytesPerSecond = MetricID(41)
    /// Since when the host is up, in seconds before the sample.
    public static let hostUptimeSeconds = MetricID(42)
    /// Processes that wait for input or output.
    public static let hostProcsBlocked = MetricID(43)
    /// Sent over all NVLinks of the GPU, bytes per second.
    public static let nvlinkTxBytesPerSecond = MetricID(44)
    /// Received over all NVLinks of the GPU, bytes per second.
    public static let nvlinkRxBytesPerSecond = MetricID(45)

    /// Names of the constants above, in their order; the rows of every catalogue begin with these.
    public static let named = [
        "sm_active", "gr_engine_active", "gpu_util", "tensor_active", "dram_active", "power_watts",
        "power_limit_watts", "temp_celsius", "temp_margin_celsius", "memory_temp_celsius", "sm_clock_hertz",
        "mem_clock_hertz", "memory_used_bytes", "memory_free_bytes", "memory_reserved_bytes", "memory_used_ratio",
        "nvlink_bytes_per_second", "nvlink_links_down", "pcie_tx_bytes_per_second", "pcie_rx_bytes_per_second",
        "pcie_replays", "xid", "ecc_single_bit", "ecc_double_bit", "clock_events", "mem_copy_util", "energy_watts",
        "row_remap_failed", "sm_occupancy", "power_instant_watts", "host_cpu_busy_ratio", "host_load1",
        "host_memory_total_bytes", "host_memory_available_bytes", "host_memory_used_ratio", "host_disk_total_bytes",
        "host_disk_available_bytes", "host_disk_used_ratio", "host_disk_read_bytes_per_second",
        "host_disk_write_bytes_per_second", "host_net_receive_bytes_per_second",
        "host_net_transmit_bytes_per_second", "host_uptime_seconds", "host_procs_blocked",
        "nvlink_tx_bytes_per_second", "nvlink_rx_bytes_per_second",
    ]
}
