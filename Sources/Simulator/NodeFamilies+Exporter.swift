// What an exporter says of itself: its runtime, its process, its collectors. A third of a real node page. Data, no behaviour.

extension NodeFamilies {
    static var exporter: [Family] { runtime + process + collectors }

    private static var runtime: [Family] {
        let memory: [(String, String, Double)] = [
            ("alloc_bytes", "Number of bytes allocated and still in use.", 3.1e6),
            ("buck_hash_sys_bytes", "Number of bytes used by the profiling bucket hash table.", 1.45e6),
            ("gc_sys_bytes", "Number of bytes used for garbage collection system metadata.", 8e6),
            ("heap_alloc_bytes", "Number of heap bytes allocated and still in use.", 3.1e6),
            ("heap_idle_bytes", "Number of heap bytes waiting to be used.", 1.2e7),
            ("heap_inuse_bytes", "Number of heap bytes that are in use.", 4.6e6),
            ("heap_objects", "Number of allocated objects.", 24_000),
            ("heap_released_bytes", "Number of heap bytes released to OS.", 9.1e6),
            ("heap_sys_bytes", "Number of heap bytes obtained from system.", 1.6e7),
            ("mcache_inuse_bytes", "Number of bytes in use by mcache structures.", 172_800),
            ("mcache_sys_bytes", "Number of bytes used for mcache structures obtained from system.", 187_200),
            ("mspan_inuse_bytes", "Number of bytes in use by mspan structures.", 122_000),
            ("mspan_sys_bytes", "Number of bytes used for mspan structures obtained from system.", 146_880),
            ("next_gc_bytes", "Number of heap bytes when next garbage collection will take place.", 4.2e6),
            ("other_sys_bytes", "Number of bytes used for other system allocations.", 2.1e6),
            ("stack_inuse_bytes", "Number of bytes in use by the stack allocator.", 720_896),
            ("stack_sys_bytes", "Number of bytes obtained from system for stack allocator.", 720_896),
            ("sys_bytes", "Number of bytes obtained from system.", 3e7),
        ]
        return [
            gauge("go_goroutines", "Number of goroutines that currently exist.", [""], 9),
            gauge("go_info", "Information about the Go environment.", ["version=\"go1.22.5\""], 1),
            gauge("go_threads", "Number of OS threads created.", [""], 14),
            counter("go_memstats_alloc_bytes_total", "Total number of bytes allocated, even if freed.", [""], 3e5),
            counter("go_memstats_frees_total", "Total number of frees.", [""], 4_000),
            counter("go_memstats_mallocs_total", "Total number of mallocs.", [""], 4_010),
        ] + memory.map { gauge("go_memstats_\($0.0)", $0.1, [""], $0.2) }
    }

    private static var process: [Family] {
        [
            counter(
                "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", [""], 0.4, 0, 2),
            gauge("process_max_fds", "Maximum number of open file descriptors.", [""], 524_288),
            gauge("process_open_fds", "Number of open file descriptors.", [""], 11),
            gauge("process_resident_memory_bytes", "Resident memory size in bytes.", [""], 2.6e7, 0.01),
            gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", [""], 1.27e9),
            gauge(
                "process_virtual_memory_max_bytes", "Maximum amount of virtual memory available in bytes.", [""],
                1.8e19 / 2),
            counter(
                "promhttp_metric_handler_requests_total", "Total number of scrapes by HTTP status code.",
                ["code=\"200\""], 0.067),
            gauge("promhttp_metric_handler_requests_in_flight", "Current number of scrapes being served.", [""], 1),
        ]
    }

    private static let collectorNames = [
        "arp", "bcache", "bonding", "btrfs", "conntrack", "cpu", "cpufreq", "diskstats", "dmi", "edac", "entropy",
        "fibrechannel", "filefd", "filesystem", "hwmon", "infiniband", "ipvs", "loadavg", "mdadm", "meminfo",
        "netclass",
        "netdev", "netstat", "nfs", "nfsd", "nvme", "os", "powersupplyclass", "pressure", "rapl", "schedstat",
        "selinux",
        "sockstat", "softnet", "stat", "tapestats", "textfile", "thermal_zone", "time", "timex", "udp_queues", "uname",
        "vmstat", "xfs", "zfs",
    ]

    private static var collectors: [Family] {
        let labels = collectorNames.map { "collector=\"\($0)\"" }
        return [
            gauge(
                "node_scrape_collector_duration_seconds", "node_exporter: Duration of a collector scrape.", labels,
                42_000, 0.3, 0, 8),
            gauge(
                "node_scrape_collector_success", "node_exporter: Whether a collector succeeded.", labels, 1),
        ]
    }
}
