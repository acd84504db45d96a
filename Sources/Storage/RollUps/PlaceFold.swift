// Counts, extremes, sums and histograms of every exported metric for racks, rows and the hall (unsafe inside: flat arrays).
// Filled for one slot, or merged over many; merging in any order gives the same.

import Facility
import Telemetry

/// The folds of one span of time. Places are racks, then rows, then the hall.
final class PlaceFold {
    let places: Int
    let racks: Int
    private(set) var columns: [FrameLayout.Column] = []
    private(set) var scales: [BinScale] = []
    /// By column, then place.
    private var rollUps: UnsafeMutablePointer<RollUp>
    private var bins: UnsafeMutablePointer<UInt32>
    private var capacity = 0
    /// Four flags that are all set.
    private static let allCount: UInt32 = 0x0101_0101

    init(_ topology: Topology) {
        racks = topology.racks.count
        places = racks + topology.rows.count + 1
        rollUps = .allocate(capacity: 1)
        bins = .allocate(capacity: 1)
    }

    deinit {
        rollUps.deallocate()
        bins.deallocate()
    }

    /// Makes room for the layout's columns; what was counted stays.
    func shape(_ layout: FrameLayout, _ catalogue: Catalogue) {
        columns = layout.columns
        scales = columns.map { BinScale(catalogue[$0.metric]) }
        let needed = columns.count * places
        guard needed > capacity else { return }
        let (rollUps, bins) = (
            UnsafeMutablePointer<RollUp>.allocate(capacity: needed),
            UnsafeMutablePointer<UInt32>.allocate(capacity: needed * BinScale.bins)
        )
        rollUps.initialize(repeating: RollUp(), count: needed)
        bins.initialize(repeating: 0, count: needed * BinScale.bins)
        rollUps.update(from: self.rollUps, count: capacity)
        bins.update(from: self.bins, count: capacity * BinScale.bins)
        self.rollUps.deallocate()
        self.bins.deallocate()
        (self.rollUps, self.bins, capacity) = (rollUps, bins, needed)
    }

    func clear() {
        let count = columns.count * places
        rollUps.update(repeating: RollUp(), count: count)
        bins.update(repeating: 0, count: count * BinScale.bins)
    }

    /// Folds a slot up the topology. Entities that do not count, and absences, are passed over.
    func fold(
        _ frame: SlotFrame, _ topology: Topology, gpuCounts: UnsafePointer<Bool>, trayCounts: UnsafePointer<Bool>
    ) {
        clear()
        for (index, column) in columns.enumerated() {
            let values = frame.base + column.start, scale = scales[index]
            let counts = column.isGPU ? gpuCounts : trayCounts
            for rack in 0..<racks {
                let range = column.isGPU ? topology.racks[rack].gpus : topology.racks[rack].trays
                let at = index * places + rack
                fold(values, range, counts, scale, at)
                add(at, to: index * places + racks + topology.racks[rack].row)
            }
            for row in racks..<places - 1 { add(index * places + row, to: index * places + places - 1) }
        }
    }

    @inline(__always)
    private func fold(
        _ values: UnsafePointer<Float>, _ range: Range<Int>, _ counts: UnsafePointer<Bool>, _ scale: BinScale, _ at: Int
    ) {
        var tally = PlaceTally()
        let bins = bins + at * BinScale.bins
        var entity = range.lowerBound
        while entity + 4 <= range.upperBound {
            let flags = UnsafeRawPointer(counts + entity).loadUnaligned(as: UInt32.self)
            if flags == Self.allCount {
                tally.add(UnsafeRawPointer(values + entity).loadUnaligned(as: SIMD4<Float>.self), scale, bins)
            } else {
                for entity in entity..<entity + 4 where counts[entity] { tally.add(values[entity], scale, bins) }
            }
            entity += 4
        }
        for entity in entity..<range.upperBound where counts[entity] { tally.add(values[entity], scale, bins) }
        rollUps[at] = tally.rollUp
    }

    @inline(__always)
    private func add(_ from: Int, to: Int) {
        guard rollUps[from].count > 0 else { return }
        rollUps[to].merge(rollUps[from])
        let source = bins + from * BinScale.bins, target = bins + to * BinScale.bins
        for bin in 0..<BinScale.bins { target[bin] &+= source[bin] }
    }

    /// Adds another fold of the same shape.
    func merge(_ other: PlaceFold) {
        guard other.places == places else { return }
        let count = min(columns.count, other.columns.count) * places
        // Bare pointers, so that the loop over the bins adds several at once.
        let rollUps = rollUps, others = other.rollUps, bins = bins, more = other.bins
        for index in 0..<count where others[index].count > 0 { rollUps[index].merge(others[index]) }
        for index in 0..<count * BinScale.bins { bins[index] &+= more[index] }
    }

    func rollUp(column: Int, place: Int) -> RollUp { rollUps[column * places + place] }

    /// All roll-ups, by column and place.
    var all: [RollUp] { Array(UnsafeBufferPointer(start: rollUps, count: columns.count * places)) }

    /// Medians and 95th percentiles, by column and place.
    var quantiles: [SIMD2<Float>] {
        [SIMD2<Float>](unsafeUninitializedCapacity: columns.count * places) { result, count in
            for column in columns.indices {
                let scale = scales[column]
                for at in column * places..<(column + 1) * places {
                    result[at] = scale.medianAndP95(bins + at * BinScale.bins, rollUps[at])
                }
            }
            count = columns.count * places
        }
    }

    /// All figures as a frame: by column and figure, one dense run of places.
    func write(to frame: SlotFrame) {
        for (index, quantiles) in quantiles.enumerated() {
            let column = index / places, place = index % places
            for (row, stat) in RollUpStat.allCases.enumerated() {
                frame.base[(column * RollUpStat.allCases.count + row) * places + place] = figure(
                    stat, rollUps[index], quantiles)
            }
        }
    }

    var frameCount: Int { columns.count * RollUpStat.allCases.count * places }

    private func figure(_ stat: RollUpStat, _ rollUp: RollUp, _ quantiles: SIMD2<Float>) -> Float {
        guard rollUp.count > 0 else { return stat == .count ? 0 : Absence.missing.float }
        switch stat {
        case .count: return Float(rollUp.count)
        case .min: return rollUp.min
        case .max: return rollUp.max
        case .mean: return Float(rollUp.mean)
        case .p50: return quantiles[0]
        case .p95: return quantiles[1]
        }
    }
}
