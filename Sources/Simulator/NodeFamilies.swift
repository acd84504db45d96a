// The families of the node page: names, labels and how large their numbers are. Data, no behaviour.

/// Families in the order node_exporter prints them.
enum NodeFamilies {
    enum Value {
        case constant(Int64)
        case counter(Double, Double, Int)
        case gauge(Double, Double, Double, Int)
        case hostName, bootTime
        /// The host's clock.
        case now
    }

    struct Family {
        let name: String
        let type: String
        let help: String
        let labels: [String]
        let value: Value
    }

    static let all: [Family] =
        exporter + cpu + storage + infiniband + memory + network + kernel
        + inventory + clock + system

    static func counter(
        _ name: String, _ help: String, _ labels: [String], _ rate: Double, _ busy: Double = 0, _ decimals: Int = 0
    ) -> Family {
        Family(name: name, type: "counter", help: help, labels: labels, value: .counter(rate, busy, decimals))
    }

    static func gauge(
        _ name: String, _ help: String, _ labels: [String], _ mean: Double, _ share: Double = 0, _ busy: Double = 0,
        _ decimals: Int = 0
    ) -> Family {
        Family(name: name, type: "gauge", help: help, labels: labels, value: .gauge(mean, share, busy, decimals))
    }

    /// Cores of the exporter's own slice. All 144 of a host would print 1,152 lines, three times the rest of the page.
    static let cores = 6
    static let disks = ["nvme0n1", "nvme1n1", "nvme2n1"]
    static let mounts = [
        ("/dev/nvme0n1p2", "ext4", "/"), ("/dev/nvme0n1p1", "vfat", "/boot/efi"), ("/dev/nvme1n1", "xfs", "/scratch"),
        ("tmpfs", "tmpfs", "/run"),
    ]
    static let links = ["eth0", "ibp1s0", "ibp2s0", "ibp3s0", "ibp4s0", "lo"]

    static var cpu: [Family] {
        // Rates in hundredths of a second.
        let modes: [(String, Double, Double)] = [
            ("idle", 62, 0), ("iowait", 0.4, 0.6), ("irq", 0.1, 0), ("nice", 0.02, 0), ("softirq", 0.3, 0.4),
            ("steal", 0, 0), ("system", 2, 4), ("user", 6, 20),
        ]
        return (0..<cores).flatMap { cpu in
            modes.map { mode, rate, busy in
                counter(
                    "node_cpu_seconds_total", "Seconds the CPUs spent in each mode.",
                    ["cpu=\"\(cpu)\",mode=\"\(mode)\""], rate, busy, 2)
            }
        }
    }

    static var storage: [Family] {
        let devices = disks.map { "device=\"\($0)\"" }
        let filesystems = mounts.map { "device=\"\($0.0)\",fstype=\"\($0.1)\",mountpoint=\"\($0.2)\"" }
        return [
            counter("node_disk_io_time_seconds_total", "Total seconds spent doing I/Os.", devices, 2, 4, 3),
            counter("node_disk_read_bytes_total", "Bytes read.", devices, 2e6, 9e7),
            counter("node_disk_read_time_seconds_total", "Seconds spent by reads.", devices, 3, 6, 3),
            counter("node_disk_reads_completed_total", "Reads completed.", devices, 40, 900),
            counter("node_disk_write_time_seconds_total", "Seconds spent by writes.", devices, 2, 5, 3),
            counter("node_disk_writes_completed_total", "Writes completed.", devices, 30, 500),
            counter("node_disk_written_bytes_total", "Bytes written.", devices, 1e6, 6e7),
            gauge(
                "node_filesystem_avail_bytes", "Filesystem space available to non-root users.", filesystems, 2.6e12,
                0.00001),
            gauge("node_filesystem_files", "Filesystem total file nodes.", filesystems, 2.3e8),
            gauge("node_filesystem_free_bytes", "Filesystem free space.", filesystems, 2.7e12, 0.00001),
            gauge("node_filesystem_readonly", "Filesystem read-only status.", filesystems, 0),
            gauge("node_filesystem_size_bytes", "Filesystem size.", filesystems, 3.84e12),
        ]
    }

    static var infiniband: [Family] {
        let ports = (0..<4).map { "device=\"mlx5_\($0)\",port=\"1\"" }
        return [
            counter("node_infiniband_link_downed_total", "Failed link error recoveries.", ports, 0),
            counter("node_infiniband_port_data_received_bytes_total", "Bytes received.", ports, 4e6, 3e10),
            counter("node_infiniband_port_data_transmitted_bytes_total", "Bytes transmitted.", ports, 4e6, 3e10),
            gauge("node_infiniband_rate_bytes_per_second", "Maximum rate.", ports, 1e11),
            gauge("node_infiniband_state_id", "State of the port (4: active).", ports, 4),
            counter("node_infiniband_symbol_error_total", "Minor link errors.", ports, 0),
        ]
    }

    static var memory: [Family] {
        let fields: [(String, Double, Double)] = [
            ("Active", 9e10, 0.01), ("Active_anon", 6e10, 0.01), ("Active_file", 3e10, 0.01),
            ("AnonHugePages", 2e10, 0.01), ("AnonPages", 6e10, 0.01),
            ("Bounce", 0, 0), ("Buffers", 3e9, 0.001), ("Cached", 2e11, 0.002),
            ("CommitLimit", 4.8e11, 0), ("Committed_AS", 3e11, 0.005), ("DirectMap1G", 9.5e11, 0),
            ("DirectMap2M", 9e9, 0), ("DirectMap4k", 4e8, 0), ("Dirty", 4e7, 0.3),
            ("FileHugePages", 0, 0), ("FilePmdMapped", 0, 0), ("HardwareCorrupted", 0, 0), ("HugePages_Free", 0, 0),
            ("HugePages_Rsvd", 0, 0), ("HugePages_Surp", 0, 0), ("HugePages_Total", 0, 0), ("Hugepagesize", 5.4e8, 0),
            ("Hugetlb", 0, 0), ("Inactive_anon", 9e10, 0.004), ("Inactive_file", 6e10, 0.004),
            ("Inactive", 1.5e11, 0.004), ("KernelStack", 6e7, 0.01), ("Mapped", 8e9, 0.01),
            ("MemAvailable", 5.6e11, 0.004), ("MemFree", 3.4e11, 0.01), ("MemTotal", 9.6e11, 0), ("Mlocked", 2e7, 0),
            ("NFS_Unstable", 0, 0), ("PageTables", 3e8, 0.02), ("Percpu", 2.4e8, 0), ("ShmemHugePages", 0, 0),
            ("ShmemPmdMapped", 0, 0), ("SwapCached", 0, 0), ("VmallocChunk", 0, 0), ("VmallocTotal", 1.4e14, 0),
            ("VmallocUsed", 9e8, 0), ("WritebackTmp", 0, 0), ("Zswap", 0, 0), ("Zswapped", 0, 0),
            ("KReclaimable", 2e10, 0.002), ("SReclaimable", 2e10, 0.002), ("SUnreclaim", 7e9, 0.002),
            ("Shmem", 1e9, 0.01),
            ("Slab", 2.7e10, 0.002), ("SwapFree", 0, 0), ("SwapTotal", 0, 0), ("Unevictable", 2e7, 0),
            ("Writeback", 1e5, 0.9),
        ]
        return fields.map {
            gauge("node_memory_\($0.0)_bytes", "Memory information field \($0.0)_bytes.", [""], $0.1, $0.2)
        }
    }

    static var network: [Family] {
        let devices = links.map { "device=\"\($0)\"" }
        let counters: [(String, Double, Double)] = [
            ("receive_bytes", 2e6, 4e8), ("receive_drop", 0, 0), ("receive_errs", 0, 0), ("receive_multicast", 2, 0),
            ("receive_packets", 900, 4e5), ("transmit_bytes", 2e6, 4e8), ("transmit_drop", 0, 0),
            ("transmit_errs", 0, 0),
            ("transmit_packets", 800, 4e5), ("carrier_changes", 0, 0),
        ]
        return [
            gauge("node_network_mtu_bytes", "Network device property: mtu.", devices, 9000),
            gauge("node_network_up", "Value is 1 if operstate is 'up', 0 otherwise.", devices, 1),
        ]
            + counters.map {
                counter("node_network_\($0.0)_total", "Network device statistic \($0.0).", devices, $0.1, $0.2)
            }
    }

    static var system: [Family] {
        [
            Family(
                name: "node_boot_time_seconds", type: "gauge", help: "Node boot time, in unixtime.", labels: [""],
                value: .bootTime),
            counter("node_context_switches_total", "Total number of context switches.", [""], 9000, 60_000),
            gauge("node_entropy_available_bits", "Bits of available entropy.", [""], 256),
            counter("node_forks_total", "Total number of forks.", [""], 6, 2),
            counter("node_intr_total", "Total number of interrupts serviced.", [""], 12_000, 40_000),
            gauge("node_load1", "1m load average.", [""], 210, 0.1, 1400, 2),
            gauge("node_load15", "15m load average.", [""], 230, 0.02, 1400, 2),
            gauge("node_load5", "5m load average.", [""], 220, 0.05, 1400, 2),
            gauge("node_procs_blocked", "Number of processes blocked waiting for I/O to complete.", [""], 0),
            gauge("node_procs_running", "Number of processes in runnable state.", [""], 3, 0.5, 20),
            gauge(
                "node_pressure_cpu_waiting_seconds_total", "Seconds that processes have waited for CPU time.", [""],
                120, 0),
            gauge("node_sockstat_TCP_inuse", "Number of TCP sockets in state inuse.", [""], 88, 0.1),
            gauge(
                "node_timex_offset_seconds", "Time offset between local system and reference clock.", [""], 12, 0.5, 0,
                6),
            gauge("node_timex_sync_status", "Is clock synchronized (1 = yes).", [""], 1),
            Family(
                name: "node_uname_info", type: "gauge", help: "Labeled system information.", labels: [""],
                value: .hostName),
            counter("node_vmstat_oom_kill", "/proc/vmstat information field oom_kill.", [""], 0),
            counter("node_vmstat_pgfault", "/proc/vmstat information field pgfault.", [""], 4000, 30_000),
        ]
    }
}
