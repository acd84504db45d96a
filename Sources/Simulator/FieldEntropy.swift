// How much news a busy GPU's fields carry, so that figures for storage mean something. A measurement, not part of the hall.

import Facility
import Telemetry

/// Mean entropy per sample over the exported fields.
public struct FieldEntropy: Sendable {
    /// Fields measured: the 25 of a GPU's page.
    public let fields: Int
    /// Given the value before, in steps of the last printed decimal.
    public let printedBytes: Double
    /// The same in steps of the catalogue's resolution.
    public let declaredBytes: Double

    /// Method: first differences of each field over busy GPUs. Where their deviation is below 16 steps, the empirical entropy of the
    /// differences; above, that of a normal distribution of the single values' deviation, log2(sqrt(2 pi e) sigma / step).
    public static func measure(_ hall: SyntheticHall, gpus: Int, seconds: Int, catalogue: Catalogue) -> FieldEntropy {
        let table = columns
        var printed = 0.0, declared = 0.0
        for column in table {
            var differences: [Double] = []
            for gpu in 0..<min(gpus, hall.topology.gpuCount) {
                var last: Double?
                for second in 0..<seconds {
                    let sample = hall.sample(gpu: gpu, at: hall.start + Int64(second) * 1000)
                    let value = Double(column.read(sample)) * column.step
                    if let last { differences.append(value - last) }
                    last = value
                }
            }
            printed += bits(differences, column.step)
            declared += bits(differences, max(column.step, catalogue[column.metric].resolution))
        }
        return FieldEntropy(
            fields: table.count, printedBytes: printed / Double(table.count) / 8,
            declaredBytes: declared / Double(table.count) / 8)
    }

    private static func bits(_ differences: [Double], _ step: Double) -> Double {
        let mean = differences.reduce(0, +) / Double(differences.count)
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count)
        let sigma = (variance / 2).squareRoot()
        if sigma >= 16 * step { return log2(4.132_731_354 * sigma / step) }
        var counts: [Int: Int] = [:]
        for difference in differences { counts[Int((difference / step).rounded()), default: 0] += 1 }
        return counts.values.reduce(0.0) { sum, count in
            let share = Double(count) / Double(differences.count)
            return sum - share * log2(share)
        }
    }

    /// Base-two logarithm to about ten digits by repeated squaring: no libm in this target.
    static func log2(_ value: Double) -> Double {
        guard value > 0 else { return -.infinity }
        var mantissa = value.significand
        var result = Double(value.exponent)
        var weight = 0.5
        for _ in 0..<34 {
            mantissa *= mantissa
            if mantissa >= 2 {
                mantissa /= 2
                result += weight
            }
            weight /= 2
        }
        return result
    }

    private struct Column {
        let metric: MetricID
        /// Of one unit of the sample's integer, in canonical units.
        let step: Double
        let read: (GPUSample) -> Int64
    }

    /// The 25 fields as printed in the old naming generation.
    private static var columns: [Column] {
        [
            Column(metric: .smClockHertz, step: 1e6) { $0.smClockMHz },
            Column(metric: .tempCelsius, step: 1) { $0.tempCelsius },
            Column(metric: .memoryTempCelsius, step: 1) { $0.memoryTempCelsius },
            Column(metric: .tempMarginCelsius, step: 1) { $0.marginCelsius },
            Column(metric: .powerWatts, step: 1e-3) { $0.powerMilliwatts },
            Column(metric: .powerInstantWatts, step: 1e-3) { $0.instantMilliwatts },
            Column(metric: .energyWatts, step: 1e-3) { $0.energyMillijoules },
            Column(metric: .gpuUtil, step: 0.01) { $0.utilPercent },
            Column(metric: .xid, step: 1) { $0.xid },
            Column(metric: .memoryUsedBytes, step: 1_048_576) { $0.memoryUsedMiB },
            Column(metric: .memoryFreeBytes, step: 1_048_576) { $0.memoryFreeMiB },
            Column(metric: .eccSingleBit, step: 1) { $0.eccSingleBit },
            Column(metric: .eccDoubleBit, step: 1) { $0.eccDoubleBit },
            Column(metric: .clockEvents, step: 1) { $0.clockEvents },
            Column(metric: .nvlinkBytesPerSecond, step: 1.024e6) { $0.nvlinkUnits },
            Column(metric: .nvlinkLinksDown, step: 1) { $0.linksDown },
            Column(metric: .grEngineActive, step: 1e-6) { $0.grEngine },
            Column(metric: .smActive, step: 1e-6) { $0.smActive },
            Column(metric: .tensorActive, step: 1e-6) { $0.tensor },
            Column(metric: .dramActive, step: 1e-6) { $0.dram },
            Column(metric: .smOccupancy, step: 1e-6) { $0.occupancy },
            Column(metric: .pcieTxBytesPerSecond, step: 1) { $0.pcieTx },
            Column(metric: .pcieRxBytesPerSecond, step: 1) { $0.pcieRx },
            Column(metric: .nvlinkTxBytesPerSecond, step: 1) { $0.nvlinkTx },
            Column(metric: .nvlinkRxBytesPerSecond, step: 1) { $0.nvlinkRx },
        ]
    }
}
