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
                effects.xid = 79
                effects.loadFactor = 0
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
            default: break
            }
        }
        return effects
    }
}
