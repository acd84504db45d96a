// GPU rows of the standard catalogue. Factors: DCGM field documentation and the dcgm-exporter 4.9.0 release notes.

extension Catalogue {
    static let gpuActivity = [
        gpu(
            "sm_active", "SM activity", "SM", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_PROF_SM_ACTIVE"), wire("DCGM_FI_PROF_SM_UTIL_RATIO"),
            ]),
        gpu(
            "gr_engine_active", "GR engine activity", "GR", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_PROF_GR_ENGINE_ACTIVE"), wire("DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO"),
            ]),
        gpu(
            "gpu_util", "GPU utilisation", "util", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_DEV_GPU_UTIL", 0.01), wire("DCGM_FI_DEV_GPU_UTIL_RATIO"),
                wire("nvidia_smi_utilization_gpu_ratio"),
            ]),
        gpu(
            "tensor_active", "tensor activity", "tensor", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"), wire("DCGM_FI_PROF_TENSOR_UTIL_RATIO"),
            ]),
        gpu(
            "dram_active", "DRAM activity", "DRAM", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_PROF_DRAM_ACTIVE"), wire("DCGM_FI_PROF_DRAM_UTIL_RATIO"),
            ]),
        gpu(
            "power_watts", "power", "power", .watts, 0...1400, 0.1,
            [
                wire("DCGM_FI_DEV_POWER_USAGE"), wire("DCGM_FI_DEV_BOARD_POWER_WATTS"),
                wire("nvidia_smi_power_draw_watts"),
            ]),
        gpu(
            "power_limit_watts", "enforced power limit", "limit", .watts, 0...1400, 1,
            [
                wire("DCGM_FI_DEV_ENFORCED_POWER_LIMIT"), wire("DCGM_FI_DEV_BOARD_POWER_LIMIT_ENFORCED_WATTS"),
            ]),
    ]

    static let gpuPhysical = [
        gpu(
            "temp_celsius", "temperature", "temp", .celsius, 20...90, 1,
            [
                wire("DCGM_FI_DEV_GPU_TEMP"), wire("DCGM_FI_DEV_GPU_TEMP_CELSIUS"), wire("nvidia_smi_temperature_gpu"),
            ]),
        gpu(
            "temp_margin_celsius", "thermal margin", "margin", .celsius, 0...60, 1,
            [
                wire("DCGM_FI_DEV_GPU_TEMP_LIMIT"), wire("DCGM_FI_DEV_GPU_TEMP_MARGIN_CELSIUS"),
            ]),
        gpu(
            "memory_temp_celsius", "memory temperature", "memtemp", .celsius, 20...100, 1,
            [
                wire("DCGM_FI_DEV_MEMORY_TEMP"), wire("DCGM_FI_DEV_MEMORY_TEMP_CELSIUS"),
            ]),
        gpu(
            "sm_clock_hertz", "SM clock", "SMclk", .hertz, 0...2.1e9, 1e6,
            [
                wire("DCGM_FI_DEV_SM_CLOCK", 1e6), wire("DCGM_FI_DEV_SM_CLOCK_HERTZ"),
            ]),
        gpu(
            "mem_clock_hertz", "memory clock", "memclk", .hertz, 0...4e9, 1e6,
            [
                wire("DCGM_FI_DEV_MEM_CLOCK", 1e6), wire("DCGM_FI_DEV_MEMORY_CLOCK_HERTZ"),
            ]),
        gpu(
            "memory_used_bytes", "memory used", "FBused", .bytes, 0...3.1e11, mebibyte,
            [
                wire("DCGM_FI_DEV_FB_USED", mebibyte), wire("DCGM_FI_DEV_FB_USED_BYTES"),
                wire("nvidia_smi_memory_used_bytes"),
            ], combine: .sum),
        gpu(
            "memory_free_bytes", "memory free", "FBfree", .bytes, 0...3.1e11, mebibyte,
            [
                wire("DCGM_FI_DEV_FB_FREE", mebibyte), wire("DCGM_FI_DEV_FB_FREE_BYTES"),
                wire("nvidia_smi_memory_free_bytes"),
            ], combine: .sum),
        gpu(
            "memory_reserved_bytes", "memory reserved", "FBresv", .bytes, 0...3.1e11, mebibyte,
            [
                wire("DCGM_FI_DEV_FB_RESERVED", mebibyte), wire("DCGM_FI_DEV_FB_RESERVED_BYTES"),
                wire("nvidia_smi_memory_reserved_bytes"),
            ], combine: .sum),
        gpu(
            "memory_used_ratio", "memory used", "memory", .ratio, 0...1, 0.001, [],
            derivation: .init(
                part: .memoryUsedBytes, over: [.memoryUsedBytes, .memoryFreeBytes, .memoryReservedBytes],
                complement: false)),
    ]

    static let gpuLinksAndErrors = [
        // The help text says counter; the value is a rate in KiB per millisecond (DcgmCacheManager.cpp).
        gpu(
            "nvlink_bytes_per_second", "NVLink throughput", "NVLink", .bytesPerSecond, 0...1.8e12, 1e6,
            [
                wire("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", 1.024e6),
                wire("DCGM_FI_DEV_NVLINK_THROUGHPUT_TOTAL", 1.024e6),
                wire("DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND"),
            ], combine: .sum),
        gpu(
            "nvlink_links_down", "NVLink links down", "links-", .count, 0...18, 1,
            [
                wire("DCGM_FI_DEV_NVLINK_COUNT_DOWN"), wire("DCGM_FI_DEV_NVLINK_LINKS_INACTIVE"),
            ], combine: .sum),
        gpu(
            "pcie_tx_bytes_per_second", "PCIe transmit", "PCIe tx", .bytesPerSecond, 0...1.28e11, 1e3,
            [
                wire("DCGM_FI_PROF_PCIE_TX_BYTES"), wire("DCGM_FI_PROF_PCIE_TX_BYTES_PER_SECOND"),
            ]),
        gpu(
            "pcie_rx_bytes_per_second", "PCIe receive", "PCIe rx", .bytesPerSecond, 0...1.28e11, 1e3,
            [
                wire("DCGM_FI_PROF_PCIE_RX_BYTES"), wire("DCGM_FI_PROF_PCIE_RX_BYTES_PER_SECOND"),
            ]),
        gpu(
            "pcie_replays", "PCIe replays", "replays", .count, 0...100, 1,
            [
                wire("DCGM_FI_DEV_PCIE_REPLAY_COUNTER"), wire("DCGM_FI_DEV_PCIE_REPLAY_TOTAL"),
            ]),
        gpu(
            "xid", "last XID", "XID", .code, 0...200, 1,
            [
                wire("DCGM_FI_DEV_XID_ERRORS"), wire("DCGM_FI_DEV_XID_ERROR"),
            ], combine: .max),
        gpu(
            "ecc_single_bit", "ECC corrected", "ECC sb", .count, 0...1000, 1,
            [
                wire("DCGM_FI_DEV_ECC_SBE_VOL_TOTAL"), wire("DCGM_FI_DEV_ECC_SBE_VOLATILE_TOTAL"),
            ]),
        gpu(
            "ecc_double_bit", "ECC uncorrected", "ECC db", .count, 0...10, 1,
            [
                wire("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL"), wire("DCGM_FI_DEV_ECC_DBE_VOLATILE_TOTAL"),
            ]),
        gpu(
            "clock_events", "clock event reasons", "clkevt", .bitmask, 0...511, 1,
            [
                wire("DCGM_FI_DEV_CLOCKS_EVENT_REASONS"), wire("DCGM_FI_DEV_CLOCK_THROTTLE_REASONS"),
            ]),
        gpu(
            "mem_copy_util", "memory copy utilisation", "memcpy", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_DEV_MEM_COPY_UTIL", 0.01), wire("DCGM_FI_DEV_MEMORY_UTIL_RATIO"),
            ]),
        gpu(
            "energy_watts", "power from energy", "energy", .watts, 0...1400, 0.1,
            [
                wire("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", 1e-3), wire("DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL"),
            ], kind: .counter),
        gpu(
            "row_remap_failed", "row remap failed", "remap!", .count, 0...1, 1,
            [
                wire("DCGM_FI_DEV_ROW_REMAP_FAILURE"), wire("DCGM_FI_DEV_ROW_REMAP_FAILED"),
            ]),
        gpu(
            "sm_occupancy", "SM occupancy", "occup", .ratio, 0...1, 0.001,
            [
                wire("DCGM_FI_PROF_SM_OCCUPANCY"), wire("DCGM_FI_PROF_SM_OCCUPANCY_RATIO"),
            ]),
        gpu(
            "power_instant_watts", "instant power", "pw inst", .watts, 0...1400, 0.1,
            [
                wire("DCGM_FI_DEV_POWER_USAGE_INSTANT"), wire("DCGM_FI_DEV_BOARD_POWER_RAW_WATTS"),
            ]),
    ]

    static let gpuProfiling = [
        gpu(
            "nvlink_tx_bytes_per_second", "NVLink transmit", "NVL tx", .bytesPerSecond, 0...9e11, 1e6,
            [
                wire("DCGM_FI_PROF_NVLINK_TX_BYTES"), wire("DCGM_FI_PROF_NVLINK_TX_BYTES_PER_SECOND"),
            ]),
        gpu(
            "nvlink_rx_bytes_per_second", "NVLink receive", "NVL rx", .bytesPerSecond, 0...9e11, 1e6,
            [
                wire("DCGM_FI_PROF_NVLINK_RX_BYTES"), wire("DCGM_FI_PROF_NVLINK_RX_BYTES_PER_SECOND"),
            ]),
    ]
}
