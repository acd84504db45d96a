// The labels dcgm-exporter puts on every line of a GPU. Written once per tray.

import Facility

/// Of a tray's GPUs, in their order.
struct LabelBlock {
    private(set) var text: [UInt8] = []
    /// Where each GPU's labels lie in the text.
    private(set) var parts: [Range<Int>] = []

    init(hall: SyntheticHall, tray: Int) {
        for gpu in hall.topology.trays[tray].gpus {
            let begin = text.count
            text += Self.labels(hall: hall, gpu: gpu, tray: tray).utf8
            parts.append(begin..<text.count)
        }
    }

    private static func labels(hall: SyntheticHall, gpu: Int, tray: Int) -> String {
        let topology = hall.topology
        let ordinal = gpu - topology.trays[tray].gpus.lowerBound
        let new = hall.isNewGeneration(tray: tray)
        let job = Job.plan[hall.jobs[topology.trays[tray].rack]].job
        // PCI domains and modules of a Grace-Blackwell tray.
        let bus = ["00000008:06:00.0", "00000009:06:00.0", "00000018:06:00.0", "00000019:06:00.0"][ordinal % 4]
        var text = "{gpu=\"\(ordinal)\",UUID=\"\(uuid(hall.noise, gpu))\",pci_bus_id=\"\(bus)\""
        text += ",device=\"nvidia\(ordinal)\",modelName=\"NVIDIA GB300\""
        text += ",\(new ? "hostname" : "Hostname")=\"\(topology.trays[tray].host)\""
        text += ",\(new ? "DCGM_FI_SYSTEM_DRIVER_VERSION" : "DCGM_FI_DRIVER_VERSION")=\"580.105.08\""
        if !job.name.isEmpty {
            text += ",container=\"worker\",hpc_job=\"\(job.name)\",namespace=\"\(job.namespace)\""
            text += ",pod=\"\(job.name)-worker-\(tray)\""
        }
        return text + "} "
    }

    static func uuid(_ noise: Noise, _ gpu: Int) -> String {
        let high = hex(noise.hash(31, gpu)), low = hex(noise.hash(32, gpu))
        func part(_ text: String, _ from: Int, _ count: Int) -> Substring { text.dropFirst(from).prefix(count) }
        return "GPU-\(part(high, 0, 8))-\(part(high, 8, 4))-\(part(high, 12, 4))-\(part(low, 0, 4))-\(part(low, 4, 12))"
    }

    private static func hex(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
