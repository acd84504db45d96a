// Families of the node page that say what a host is made of, and how its clock is kept: long labels, constant numbers. Data, no behaviour.

extension NodeFamilies {
    static var inventory: [Family] { parts + adapters + state }

    private static var adapters: [Family] {
        let ports = (0..<4).map {
            "board_id=\"MT_0000001234\",device=\"mlx5_\($0)\",firmware_version=\"40.46.1006\",hca_type=\"MT4131\""
        }
        let drives = disks.map {
            "device=\"\($0.dropLast(2))\",firmware_revision=\"GDC7302Q\",model=\"SAMSUNG MZWL63T8HFLT-00AW7\","
                + "serial=\"S7YSNG0X000000\",state=\"live\""
        }
        return [
            gauge(
                "node_infiniband_info", "Non-numeric data from /sys/class/infiniband/<device>, value is always 1.",
                ports, 1),
            gauge("node_nvme_info", "Non-numeric data from /sys/class/nvme/<device>, value is always 1.", drives, 1),
        ]
    }

    private static var state: [Family] {
        let fields: [(String, String, Double)] = [
            ("node_bonding_active", "Number of active slaves per bonding interface, over all of them.", 0),
            ("node_cpu_isolated_cpus", "How many processors the scheduler leaves to pinned threads.", 120),
            ("node_cpu_online_cpus", "How many processors are online.", 144),
            ("node_ksmd_pages_shared", "Pages that same-page merging holds once, from /sys/kernel/mm/ksm.", 0),
            ("node_processes_max_processes", "Number of max PIDs limit, from /proc/sys/kernel/pid_max.", 4_194_304),
            (
                "node_processes_max_threads", "Limit of threads in the system, from /proc/sys/kernel/threads-max.",
                7_500_000
            ),
            ("node_processes_pids", "Number of PIDs, from a walk through /proc.", 2_310),
            ("node_processes_threads", "Allocated threads in system, from a walk through /proc.", 4_880),
            (
                "node_systemd_system_running",
                "Whether the system is operational, as by 'systemctl is-system-running'.", 1
            ),
            ("node_systemd_version", "Detected systemd version, from the manager's own property.", 255),
            ("node_zoneinfo_nr_free_pages", "Total number of free pages in the zone, over all nodes and zones.", 5.2e6),
            ("node_zoneinfo_protection", "Protection array of the zone, over all nodes and zones.", 0),
        ]
        return fields.map { gauge($0.0, $0.1, [""], $0.2) }
    }

    private static var parts: [Family] {
        let network = links.map { link in
            "address=\"\(link == "lo" ? "00:00:00:00:00:00" : "94:6d:ae:00:00:01")\",broadcast=\"ff:ff:ff:ff:ff:ff\","
                + "device=\"\(link)\",duplex=\"full\",ifalias=\"\",operstate=\"\(link == "lo" ? "unknown" : "up")\""
        }
        let processors = (0..<cores).map {
            "cachesize=\"\",core=\"\($0)\",cpu=\"\($0)\",family=\"8\",microcode=\"\",model=\"0xd4f\","
                + "model_name=\"Neoverse-V2\",package=\"0\",stepping=\"r0p0\",vendor=\"ARM\""
        }
        let drives = disks.map {
            "device=\"\($0)\",major=\"259\",minor=\"0\",model=\"SAMSUNG MZWL63T8HFLT-00AW7\",path=\"pci\""
        }
        return [
            gauge("node_cpu_info", "CPU information from /proc/cpuinfo.", processors, 1),
            gauge("node_disk_info", "Info of /sys/block/<block_device>.", drives, 1),
            gauge(
                "node_dmi_info", "A metric with a constant '1' value labeled by what the firmware says of the board.",
                [
                    "bios_date=\"03/14/2026\",bios_vendor=\"NVIDIA\",bios_version=\"02.04.12\",board_name=\"GB300 NVL\","
                        + "board_vendor=\"NVIDIA\",chassis_vendor=\"NVIDIA\",product_name=\"GB300 NVL72 tray\",system_vendor=\"NVIDIA\""
                ], 1),
            gauge(
                "node_exporter_build_info",
                "A metric with a constant '1' value labeled by what node_exporter was built from.",
                [
                    "branch=\"HEAD\",goarch=\"arm64\",goos=\"linux\",goversion=\"go1.22.5\",tags=\"netgo osusergo static_build\","
                        + "version=\"1.8.2\""
                ], 1),
            gauge("node_network_info", "Non-numeric data from /sys/class/net/<iface>, value is always 1.", network, 1),
            gauge(
                "node_os_info", "A metric with a constant '1' value labeled by what the system calls itself.",
                [
                    "id=\"ubuntu\",id_like=\"debian\",name=\"Ubuntu\",pretty_name=\"Ubuntu 24.04.3 LTS\",variant=\"\","
                        + "version=\"24.04.3 LTS (Noble Numbat)\",version_codename=\"noble\",version_id=\"24.04\""
                ], 1),
            gauge(
                "node_textfile_scrape_error", "1 if there was an error opening or reading a file, 0 otherwise", [""], 0),
        ]
    }

    static var clock: [Family] {
        let fields: [(String, String, Double)] = [
            ("estimated_error_seconds", "Estimated error in seconds.", 0),
            ("frequency_adjustment_ratio", "Local clock frequency adjustment.", 1),
            ("loop_time_constant", "Phase-locked loop time constant.", 7),
            ("maxerror_seconds", "Maximum error in seconds.", 0),
            ("pps_calibration_total", "Pulse per second count of calibration intervals.", 0),
            ("pps_error_total", "Pulse per second count of calibration errors.", 0),
            ("pps_frequency_hertz", "Pulse per second frequency.", 0),
            ("pps_jitter_seconds", "Pulse per second jitter.", 0),
            ("pps_jitter_total", "Pulse per second count of jitter limit exceeded events.", 0),
            ("pps_shift_seconds", "Pulse per second interval duration.", 0),
            ("pps_stability_exceeded_total", "Pulse per second count of stability limit exceeded events.", 0),
            ("pps_stability_hertz", "Pulse per second stability, average of recent frequency changes.", 0),
            ("status", "Value of the status array bits.", 8_193),
            ("tai_offset_seconds", "International Atomic Time (TAI) offset.", 37),
            ("tick_seconds", "Seconds between clock ticks.", 0),
        ]
        return fields.map { gauge("node_timex_\($0.0)", $0.1, [""], $0.2) }
    }
}
