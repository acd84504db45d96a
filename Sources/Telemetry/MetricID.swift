// The number of a metric in its catalogue. The named ones are rows that code asks for: every catalogue begins with them.

/// Index into `Catalogue.metrics`.
public struct MetricID: Hashable, Sendable {
    public let index: Int
    public init(_ index: Int) { self.index = index }
}

extension MetricID {
    public static let smActive = MetricID(0)
    public static let grEngineActive = MetricID(1)
    public static let gpuUtil = MetricID(2)
    public static let tensorActive = MetricID(3)
    public static let dramActive = MetricID(4)
    public static let powerWatts = MetricID(5)
    public static let powerLimitWatts = MetricID(6)
    public static let tempCelsius = MetricID(7)
    public static let tempMarginCelsius = MetricID(8)
    public static let memoryTempCelsius = MetricID(9)
    public static let smClockHertz = MetricID(10)
    public static let memClockHertz = MetricID(11)
    public static let memoryUsedBytes = MetricID(12)
    public static let memoryFreeBytes = MetricID(13)
    public static let memoryReservedBytes = MetricID(14)
    public static let memoryUsedRatio = MetricID(15)
    public static let nvlinkBytesPerSecond = MetricID(16)
    public static let nvlinkLinksDown = MetricID(17)
    public static let pcieTxBytesPerSecond = MetricID(18)
    public static let pcieRxBytesPerSecond = MetricID(19)
    public static let pcieReplays = MetricID(20)
    public static let xid = MetricID(21)
    public static let eccSingleBit = MetricID(22)
    public static let eccDoubleBit = MetricID(23)
    public static let clockEvents = MetricID(24)
    public static let memCopyUtil = MetricID(25)
    public static let energyWatts = MetricID(26)
    public static let rowRemapFailed = MetricID(27)
    public static let smOccupancy = MetricID(28)
    public static let powerInstantWatts = MetricID(29)
    public static let hostCPUBusyRatio = MetricID(30)
    public static let hostLoad1 = MetricID(31)
    public static let hostMemoryTotalBytes = MetricID(32)
    public static let hostMemoryAvailableBytes = MetricID(33)
    public static let hostMemoryUsedRatio = MetricID(34)
    public static let hostDiskTotalBytes = MetricID(35)
    public static let hostDiskAvailableBytes = MetricID(36)
    public static let hostDiskUsedRatio = MetricID(37)
    public static let hostDiskReadBytesPerSecond = MetricID(38)
    public static let hostDiskWriteBytesPerSecond = MetricID(39)
    public static let hostNetReceiveBytesPerSecond = MetricID(40)
    public static let hostNetTransmitBytesPerSecond = MetricID(41)
    public static let hostBootTimeSeconds = MetricID(42)
    public static let hostProcsBlocked = MetricID(43)
    public static let nvlinkTxBytesPerSecond = MetricID(44)
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
        "host_net_transmit_bytes_per_second", "host_boot_time_seconds", "host_procs_blocked",
        "nvlink_tx_bytes_per_second", "nvlink_rx_bytes_per_second",
    ]
}
