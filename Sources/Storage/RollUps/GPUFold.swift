// Mean and greatest value per GPU of a few metrics over a span (unsafe inside: flat arrays).

import Telemetry

/// The six metrics of which every GPU's past is kept for a day.
final class GPUFold {
    /// What people look for in a GPU's day.
    static let metrics: [MetricID] = [
        .smActive, .tensorActive, .powerWatts, .tempCelsius, .memoryUsedRatio, .nvlinkBytesPerSecond,
    ]

    let gpus: Int
    private let sums: UnsafeMutablePointer<Double>
    private let tops: UnsafeMutablePointer<Float>
    private let counts: UnsafeMutablePointer<UInt32>
    private var size: Int { gpus * Self.metrics.count }

    init(gpus: Int) {
        self.gpus = gpus
        let size = max(1, gpus * Self.metrics.count)
        sums = .allocate(capacity: size)
        tops = .allocate(capacity: size)
        counts = .allocate(capacity: size)
        clear()
    }

    deinit {
        sums.deallocate()
        tops.deallocate()
        counts.deallocate()
    }

    func clear() {
        sums.initialize(repeating: 0, count: size)
        tops.initialize(repeating: -.infinity, count: size)
        counts.initialize(repeating: 0, count: size)
    }

    func add(_ frame: SlotFrame, _ layout: FrameLayout, gpuCounts: UnsafePointer<Bool>) {
        for (number, metric) in Self.metrics.enumerated() where layout.holds(metric) {
            let values = frame.base + layout.start(metric), first = number * gpus
            let sums = sums + first, tops = tops + first, counts = counts + first
            // Without branches: nearly all of them count.
            for gpu in 0..<gpus {
                let value = values[gpu], isKnown = gpuCounts[gpu] && value == value
                sums[gpu] += isKnown ? Double(value) : 0
                tops[gpu] = isKnown && value > tops[gpu] ? value : tops[gpu]
                counts[gpu] &+= isKnown ? 1 : 0
            }
        }
    }

    func merge(_ other: GPUFold) {
        let sums = sums, tops = tops, counts = counts
        let moreSums = other.sums, moreTops = other.tops, moreCounts = other.counts
        for at in 0..<size {
            sums[at] += moreSums[at]
            tops[at] = moreTops[at] > tops[at] ? moreTops[at] : tops[at]
            counts[at] &+= moreCounts[at]
        }
    }

    /// Columns behind the places' in a frame: mean and greatest of each metric.
    static func columns(after start: Int, gpus: Int, _ catalogue: Catalogue) -> [TrackColumn] {
        metrics.enumerated().flatMap { number, metric -> [TrackColumn] in
            [RollUpStat.mean, .max].enumerated().map { index, stat in
                TrackColumn(
                    identifier: stat.identifier(metric.index), start: start + (number * 2 + index) * gpus,
                    precision: stat.precision(catalogue[metric]))
            }
        }
    }

    func write(to frame: SlotFrame, at start: Int) {
        for number in Self.metrics.indices {
            let means = frame.base + start + number * 2 * gpus, greatest = means + gpus, first = number * gpus
            let sums = sums + first, tops = tops + first, counts = counts + first, missing = Absence.missing.float
            for gpu in 0..<gpus {
                let isKnown = counts[gpu] > 0
                means[gpu] = isKnown ? Float(sums[gpu] / Double(counts[gpu])) : missing
                greatest[gpu] = isKnown ? tops[gpu] : missing
            }
        }
    }
}
