// One block of a simulated hall: 60 slots of every GPU and field (unsafe inside: raw planes, as the store keeps them).

import Facility
import Simulator
import Telemetry

/// Slot-major planes: wire values as printed, track values as stored.
final class HallBlock {
    let gpus: Int
    let slots: Int
    let racks: [Range<Int>]
    let fields = FieldColumn.all
    let wire: UnsafeMutablePointer<Double>
    let track: UnsafeMutablePointer<Float>

    /// - Parameter keep: racks to simulate, by index; their GPUs are repeated to fill the hall.
    init(gpus: Int, slots: Int, offsetMs: Int64 = 0, keep: (Int) -> Bool = { _ in true }) {
        let topology = StandardHall.topology(gpus: gpus)
        let start = Timestamp(milliseconds: 1_782_864_000_000)
        let hall = SyntheticHall(topology: topology, seed: 1, scenario: .none, start: start)
        let chosen = topology.racks.filter { rack in keep(topology.racks.firstIndex(of: rack)!) }
        self.slots = slots
        var racks: [Range<Int>] = [], ids: [Int] = []
        for rack in chosen {
            racks.append(ids.count..<ids.count + rack.gpus.count)
            ids += rack.gpus
        }
        self.racks = racks
        self.gpus = ids.count
        let columns = fields.count, width = ids.count
        wire = .allocate(capacity: slots * columns * width)
        track = .allocate(capacity: slots * columns * width)
        var energies = ids.map { hall.sample(gpu: $0, at: start + offsetMs - 1000).energyMillijoules }
        for slot in 0..<slots {
            for (index, gpu) in ids.enumerated() {
                let sample = hall.sample(gpu: gpu, at: start + offsetMs + Int64(slot) * 1000)
                for (column, field) in fields.enumerated() {
                    let at = (slot * columns + column) * width + index
                    let printed = field.printed(sample)
                    wire[at] = printed
                    if field.metric == .energyWatts {
                        track[at] = Float(Double(sample.energyMillijoules - energies[index]) * 1e-3)
                        energies[index] = sample.energyMillijoules
                    } else {
                        track[at] = Float(printed * field.factor)
                    }
                }
            }
        }
    }

    deinit {
        wire.deallocate()
        track.deallocate()
    }

    func trackRows(_ column: Int, _ first: Int) -> [UnsafePointer<Float>] {
        (0..<slots).map { UnsafePointer(track + ($0 * fields.count + column) * gpus + first) }
    }

    func wireRows(_ column: Int, _ first: Int) -> [UnsafePointer<Double>] {
        (0..<slots).map { UnsafePointer(wire + ($0 * fields.count + column) * gpus + first) }
    }
}
