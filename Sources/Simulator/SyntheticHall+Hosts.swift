// What the faults do to hosts: what node_exporter would print instead of its usual numbers.

import Facility
import Telemetry

extension SyntheticHall {
    /// A host is down this long for a reboot, and a roll-out takes the racks one after another.
    static let restartMs: Int64 = 40_000
    static let rolloutStepMs: Int64 = 15_000

    /// When a restart begins at this tray, nil if the fault restarts nothing.
    func restart(_ fault: Fault, tray: Int) -> Timestamp? {
        switch fault.kind {
        case .hostReboot: fault.begin
        case .driverRollout: fault.begin + Int64(topology.trays[tray].rack) * Self.rolloutStepMs
        default: nil
        }
    }

    /// Raw values by family name, in units of the last printed decimal; empty for a healthy host.
    public func hostEffects(tray: Int, at time: Timestamp) -> [String: Int64] {
        var effects: [String: Int64] = [:]
        for index in plan.ofTray[tray] where plan.faults[index].begin <= time {
            let fault = plan.faults[index]
            switch fault.kind {
            case .hostMemory: effects["node_memory_MemAvailable_bytes"] = 12_000_000_000
            case .diskFull: effects["node_filesystem_avail_bytes"] = 60_000_000_000
            case .clockWrong:
                effects["node_timex_offset_seconds"] = 61_000_000
                effects["node_timex_sync_status"] = 0
                effects["node_time_seconds"] = time.milliseconds + 61_000
            case .storageHang: effects["node_procs_blocked"] = 64
            case .leafFlap:
                let age = time - fault.begin
                effects["node_infiniband_state_id"] = age / 20_000 % 2 == 0 ? 1 : 4
                effects["node_infiniband_link_downed_total"] = 1 + age / 40_000
            case .hostReboot, .driverRollout:
                if let down = restart(fault, tray: tray), time - down >= Self.restartMs {
                    effects["node_boot_time_seconds"] = (down.milliseconds + Self.restartMs / 2) / 1000
                }
            default: break
            }
        }
        return effects
    }
}
