// More families of the node page: what the kernel counts of its network stack, memory and scheduler. Data, no behaviour.

extension NodeFamilies {
    static var kernel: [Family] { netstat + sockstat + vmstat + softnet + pressure + boards }

    /// Protocol, field, rate a second, and what full load adds.
    private static let netstatFields: [(String, String, Double, Double)] = [
        ("Icmp", "InErrors", 0, 0), ("Icmp", "InMsgs", 0.4, 0), ("Icmp", "OutMsgs", 0.4, 0),
        ("Icmp6", "InErrors", 0, 0),
        ("Icmp6", "InMsgs", 0.2, 0), ("Icmp6", "OutMsgs", 0.1, 0), ("Ip", "Forwarding", 0, 0),
        ("Ip6", "InOctets", 900, 0), ("Ip6", "OutOctets", 800, 0), ("IpExt", "InOctets", 2e6, 4e8),
        ("IpExt", "OutOctets", 2e6, 4e8), ("TcpExt", "ListenDrops", 0, 0), ("TcpExt", "ListenOverflows", 0, 0),
        ("TcpExt", "SyncookiesFailed", 0, 0), ("TcpExt", "SyncookiesRecv", 0, 0), ("TcpExt", "SyncookiesSent", 0, 0),
        ("TcpExt", "TCPOFOQueue", 0.02, 0.3), ("TcpExt", "TCPRcvQDrop", 0, 0), ("TcpExt", "TCPSynRetrans", 0.01, 0),
        ("TcpExt", "TCPTimeouts", 0.02, 0.01), ("Tcp", "ActiveOpens", 3, 2), ("Tcp", "CurrEstab", 0, 0),
        ("Tcp", "InErrs", 0, 0), ("Tcp", "InSegs", 900, 3e5), ("Tcp", "OutRsts", 0.3, 0), ("Tcp", "OutSegs", 900, 3e5),
        ("Tcp", "PassiveOpens", 2, 2), ("Tcp", "RetransSegs", 0.05, 0.2), ("Udp", "InDatagrams", 30, 10),
        ("Udp", "InErrors", 0, 0), ("Udp", "NoPorts", 0.1, 0), ("Udp", "OutDatagrams", 30, 10),
        ("Udp", "RcvbufErrors", 0, 0), ("Udp", "SndbufErrors", 0, 0), ("Udp6", "InDatagrams", 0.5, 0),
        ("Udp6", "InErrors", 0, 0), ("Udp6", "OutDatagrams", 0.5, 0), ("UdpLite", "InErrors", 0, 0),
    ]

    private static var netstat: [Family] {
        netstatFields.map { proto, field, rate, busy in
            Family(
                name: "node_netstat_\(proto)_\(field)", type: "untyped", help: "Statistic \(proto)\(field).",
                labels: [""],
                value: .counter(rate, busy, 0))
        }
    }

    private static var sockstat: [Family] {
        let fields: [(String, Double)] = [
            ("FRAG_inuse", 0), ("FRAG_memory", 0), ("RAW_inuse", 1), ("TCP_alloc", 140), ("TCP_mem", 61),
            ("TCP_orphan", 0),
            ("TCP_tw", 22), ("UDPLITE_inuse", 0), ("UDP_inuse", 9), ("UDP_mem", 4), ("sockets_used", 512),
        ]
        return fields.map { name, value in
            let parts = name.split(separator: "_")
            let subject = parts[0] == "sockets" ? "IPv4 sockets in use" : "\(parts[0]) sockets in state \(parts[1])"
            return gauge("node_sockstat_\(name)", "Number of \(subject).", [""], value)
        }
    }

    private static var vmstat: [Family] {
        let fields: [(String, Double, Double)] = [
            ("pgmajfault", 0.1, 0.4), ("pgpgin", 900, 90_000), ("pgpgout", 700, 60_000), ("pswpin", 0, 0),
            ("pswpout", 0, 0),
        ]
        return fields.map {
            counter("node_vmstat_\($0.0)", "/proc/vmstat information field \($0.0).", [""], $0.1, $0.2)
        }
    }

    private static var pressure: [Family] {
        let fields: [(String, String, Double)] = [
            ("io_stalled", "no process could make progress due to IO congestion", 0.01),
            ("io_waiting", "processes have waited due to IO congestion", 0.02),
            ("memory_stalled", "no process could make progress due to memory congestion", 0),
            ("memory_waiting", "processes have waited for memory", 0),
        ]
        return fields.map {
            counter("node_pressure_\($0.0)_seconds_total", "Total time in seconds that \($0.1)", [""], $0.2, 0, 6)
        }
    }

    private static var softnet: [Family] {
        let labels = (0..<cores).map { "cpu=\"\($0)\"" }
        return [counter("node_softnet_processed_total", "Number of processed packets", labels, 400, 9_000)]
    }

    /// What a board's sensors say: constants to a node page, as they hardly move.
    private static var boards: [Family] {
        [
            gauge("node_arp_entries", "ARP entries by device", links.dropLast().map { "device=\"\($0)\"" }, 6),
            gauge("node_edac_correctable_errors_total", "Total correctable memory errors.", ["controller=\"0\""], 0),
            gauge(
                "node_edac_uncorrectable_errors_total", "Total uncorrectable memory errors.", ["controller=\"0\""], 0),
            gauge("node_filefd_allocated", "File descriptor statistics: allocated.", [""], 9_248, 0.01),
            gauge("node_filefd_maximum", "File descriptor statistics: maximum.", [""], 9.2e18),
            gauge(
                "node_nf_conntrack_entries", "Number of currently allocated flow entries for connection tracking.",
                [""], 96),
            gauge("node_nf_conntrack_entries_limit", "Maximum size of connection tracking table.", [""], 262_144),
            gauge("node_procs_zombie", "Number of processes that have ended and wait for their parent.", [""], 0),
            gauge("node_selinux_enabled", "SELinux is enabled, 1 is true, 0 is false", [""], 0),
            Family(
                name: "node_time_seconds", type: "gauge", help: "System time in seconds since epoch (1970).",
                labels: [""], value: .now),
            gauge("node_time_zone_offset_seconds", "System time zone offset in seconds.", ["time_zone=\"UTC\""], 0),
        ]
    }
}
