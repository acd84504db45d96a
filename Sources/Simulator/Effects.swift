// What the faults do to one GPU at one moment.

import Facility
import Telemetry

/// Factors and codes; the neutral ones when nothing is wrong.
struct Effects {
    var loadFactor = 1.0
    var powerFactor = 1.0
    var clockFactor = 1.0
    var extraCelsius = 0.0
    var clockBits: Int64 = 0
    var linksDown = 0
    var singleBit: Int64 = 0
    var doubleBit: Int64 = 0
    var xid: Int64 = 0
    var present = true
    var memoryCelsius = 0.0
    /// Kernels spin without work: busy by name alone.
    var spins = false
}

extension SyntheticHall {
    func effects(gpu: Int, tray: Int, at time: Timestamp) -> Effects {
        var effects = Effects()
        for index in plan.ofTray[tray] {
            let fault = plan.faults[index]
            let age = time - fault.begin
            guard age >= 0 else { continue }
            if case .gpu(let struck) = fault.place, struck != gpu { continue }
            switch fault.kind {
            case .gpuOffBus:
                // It vanishes as it was: its last values are those of its work.
                effects.xid = 79
                effects.present = age < 3_000
            case .straggler:
                effects.loadFactor = 0.21
                effects.clockFactor = 0.62
            case .hotTray: effects.extraCelsius = min(26, Double(age) / 1000 * 1.4)
            case .nvlinkDown: effects.linksDown = 2
            case .eccStorm:
                effects.singleBit = age / 180
                effects.doubleBit = age > 25_000 ? 1 : 0
                effects.xid = age > 25_000 ? 48 : 92
            case .throttling where topology.trays[tray].number % 4 == 1:
                effects.clockBits |= 0x8 | 0x80
                effects.clockFactor = 0.5
                effects.powerFactor = 0.62
            default: spread(fault, age: age, gpu: gpu, tray: tray, &effects)
            }
        }
        return effects
    }

    /// Faults that reach further than one tray, and what is told by codes alone.
    private func spread(_ fault: Fault, age: Int64, gpu: Int, tray: Int, _ effects: inout Effects) {
        let isFirst = gpu == topology.trays[fault.trays[fault.trays.count / 2]].gpus.first
        switch fault.kind {
        case .coolantFlow: effects.extraCelsius = min(27, Double(age) / 1000 * 0.9)
        case .powerBrake:
            effects.clockBits |= 0x8 | 0x80
            effects.clockFactor = 0.5
            effects.powerFactor = 0.6
        case .nvlinkSwitch: effects.linksDown = 2
        case .slowGPU:
            effects.clockFactor = 0.9
            effects.loadFactor = 0.9
        case .memoryHot: effects.memoryCelsius = min(34, Double(age) / 1000)
        case .linkXID: effects.xid = 149
        case .xidStorm: effects.xid = 31 + Int64(noise.hash(25, gpu) % 2) * 88
        case .jobDeath where isFirst:
            effects.xid = 95
            effects.loadFactor = 0
        case .jobDeath where age > 1_500 + Int64(noise.hash(26, gpu) % 1_000):
            effects.xid = noise.hash(27, gpu) % 3 == 0 ? 45 : 0
            effects.loadFactor = 0
        case .jobHang where !isFirst && age > 1_500:
            effects.spins = true
            effects.loadFactor = 0.02
        case .jobHang where isFirst: effects.loadFactor = 0
        default: break
        }
    }
}
