// The 25 fields of a GPU page as the store keeps them and as the page prints them, for a whole hall and one block of slots.

import Facility
import Simulator
import Telemetry

/// Where each exported field's numbers come from.
struct FieldColumn: Sendable {
    let metric: MetricID
    /// Printed value of one unit of the sample's integer.
    let scale: Double
    /// Canonical value of one printed unit.
    let factor: Double
    let read: @Sendable (GPUSample) -> Int64

    init(_ metric: MetricID, _ scale: Double, _ factor: Double, _ read: @escaping @Sendable (GPUSample) -> Int64) {
        self.metric = metric
        self.scale = scale
        self.factor = factor
        self.read = read
    }

    /// The old naming generation's units.
    static let all: [FieldColumn] = [
        .init(.smClockHertz, 1, 1e6) { $0.smClockMHz }, .init(.tempCelsius, 1, 1) { $0.tempCelsius },
        .init(.memoryTempCelsius, 1, 1) { $0.memoryTempCelsius },
        .init(.tempMarginCelsius, 1, 1) { $0.marginCelsius },
        .init(.powerWatts, 1e-3, 1) { $0.powerMilliwatts },
        .init(.powerInstantWatts, 1e-3, 1) { $0.instantMilliwatts },
        .init(.energyWatts, 1, 1e-3) { $0.energyMillijoules }, .init(.gpuUtil, 1, 0.01) { $0.utilPercent },
        .init(.xid, 1, 1) { $0.xid }, .init(.memoryUsedBytes, 1, 1_048_576) { $0.memoryUsedMiB },
        .init(.memoryFreeBytes, 1, 1_048_576) { $0.memoryFreeMiB }, .init(.eccSingleBit, 1, 1) { $0.eccSingleBit },
        .init(.eccDoubleBit, 1, 1) { $0.eccDoubleBit }, .init(.clockEvents, 1, 1) { $0.clockEvents },
        .init(.nvlinkBytesPerSecond, 1, 1.024e6) { $0.nvlinkUnits }, .init(.nvlinkLinksDown, 1, 1) { $0.linksDown },
        .init(.grEngineActive, 1e-6, 1) { $0.grEngine }, .init(.smActive, 1e-6, 1) { $0.smActive },
        .init(.tensorActive, 1e-6, 1) { $0.tensor }, .init(.dramActive, 1e-6, 1) { $0.dram },
        .init(.smOccupancy, 1e-6, 1) { $0.occupancy }, .init(.pcieTxBytesPerSecond, 1, 1) { $0.pcieTx },
        .init(.pcieRxBytesPerSecond, 1, 1) { $0.pcieRx }, .init(.nvlinkTxBytesPerSecond, 1, 1) { $0.nvlinkTx },
        .init(.nvlinkRxBytesPerSecond, 1, 1) { $0.nvlinkRx },
    ]

    /// What the page prints, read back: the nearest number to the decimal text.
    func printed(_ sample: GPUSample) -> Double {
        let value = Double(read(sample))
        return scale < 1 ? value / (1 / scale).rounded() : value
    }
}
