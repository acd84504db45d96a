// Host rows of the standard catalogue, fed by node_exporter.

extension Catalogue {
    /// Device names that are not disks or not networks.
    static let virtualLinks = ["lo", "docker0"]

    static let host = [
        // Idle seconds per second and core, averaged over cores; busy is what is left.
        host(
            "host_cpu_busy_ratio", "CPU busy", "CPU", .ratio, 0...1, 0.001,
            [
                wire("node_cpu_seconds_total", where: ("mode", "idle"))
            ], combine: .mean, kind: .counter, complement: true),
        host("host_load1", "load 1 min", "load1", .count, 0...144, 0.01, [wire("node_load1")]),
        host(
            "host_memory_total_bytes", "memory total", "memtot", .bytes, 0...2e12, 1e6,
            [wire("node_memory_MemTotal_bytes")]),
        host(
            "host_memory_available_bytes", "memory available", "memavl", .bytes, 0...2e12, 1e6,
            [
                wire("node_memory_MemAvailable_bytes")
            ]),
        host(
            "host_memory_used_ratio", "memory used", "hostmem", .ratio, 0...1, 0.001, [],
            derivation: .init(part: .hostMemoryAvailableBytes, over: [.hostMemoryTotalBytes], complement: true)),
        host(
            "host_disk_total_bytes", "root disk size", "disk", .bytes, 0...2e13, 1e6,
            [
                wire("node_filesystem_size_bytes", where: ("mountpoint", "/"))
            ]),
        host(
            "host_disk_available_bytes", "root disk available", "diskavl", .bytes, 0...2e13, 1e6,
            [
                wire("node_filesystem_avail_bytes", where: ("mountpoint", "/"))
            ]),
        host(
            "host_disk_used_ratio", "root disk used", "disk", .ratio, 0...1, 0.001, [],
            derivation: .init(part: .hostDiskAvailableBytes, over: [.hostDiskTotalBytes], complement: true)),
        host(
            "host_disk_read_bytes_per_second", "disk read", "read", .bytesPerSecond, 0...1e10, 1e3,
            [
                wire("node_disk_read_bytes_total")
            ], combine: .sum, kind: .counter),
        host(
            "host_disk_write_bytes_per_second", "disk written", "write", .bytesPerSecond, 0...1e10, 1e3,
            [
                wire("node_disk_written_bytes_total")
            ], combine: .sum, kind: .counter),
        host(
            "host_net_receive_bytes_per_second", "network receive", "net rx", .bytesPerSecond, 0...1e11, 1e3,
            [
                wire("node_network_receive_bytes_total", except: ("device", virtualLinks))
            ], combine: .sum, kind: .counter),
        host(
            "host_net_transmit_bytes_per_second", "network transmit", "net tx", .bytesPerSecond, 0...1e11, 1e3,
            [
                wire("node_network_transmit_bytes_total", except: ("device", virtualLinks))
            ], combine: .sum, kind: .counter),
        host("host_boot_time_seconds", "boot time", "boot", .seconds, 0...4e9, 1, [wire("node_boot_time_seconds")]),
        host("host_procs_blocked", "processes blocked", "blocked", .count, 0...100, 1, [wire("node_procs_blocked")]),
    ]
}
