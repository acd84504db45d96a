// Which method writes each series in the fewest bits (unsafe inside: own scratch). Estimates, never a second encoding.

extension ColumnEncoder {
    /// Sums of magnitudes of what each method would write, and the greatest of each.
    private struct Sizes {
        var least = Int64.max, greatest = Int64.min
        var level: UInt64 = 0, delta: UInt64 = 0, delta2: UInt64 = 0
        var topLevel: UInt64 = 0, topDelta: UInt64 = 0, topDelta2: UInt64 = 0
        var changes = 0
    }

    /// Differences beyond this are no business of the split methods.
    private static var wide: UInt64 { 1 << 54 }

    func plan(_ rows: UnsafeBufferPointer<UnsafePointer<T>>) {
        var levelBits = 0, moving = 0, levelSum: UInt64 = 0
        for index in 0..<series where plans[index].method == .level {
            let values = quanta + index * slots
            means[index] = mean(values)
            let sizes = measure(values, means[index])
            let cost = choose(index, sizes, means[index])
            levelBits += cost
            moving += 1
            levelSum &+= min(sizes.level, Self.wide)
        }
        if moving >= 8, levelBits > moving * slots * 2 { tryCommon(levelSum) }
        for index in 0..<series where plans[index].method == .xor { planXor(index, rows) }
    }

    private func mean(_ values: UnsafeMutablePointer<Int64>) -> Int64 {
        var sum: Int64 = 0
        for slot in 0..<slots { sum &+= values[slot] }
        // 256 quanta below 2^54 cannot overflow.
        let half = Int64(slots / 2)
        return (sum &+ (sum < 0 ? -half : half)) / Int64(slots)
    }

    private func measure(_ values: UnsafeMutablePointer<Int64>, _ base: Int64) -> Sizes {
        var sizes = Sizes()
        var before = values[0], step: Int64 = 0
        for slot in 0..<slots {
            let value = values[slot]
            let level = (value &- base).magnitude
            let delta = value &- before
            let delta2 = (delta &- step).magnitude
            sizes.least = min(sizes.least, value)
            sizes.greatest = max(sizes.greatest, value)
            sizes.level &+= level
            sizes.topLevel = max(sizes.topLevel, level)
            sizes.delta &+= delta.magnitude
            sizes.topDelta = max(sizes.topDelta, delta.magnitude)
            sizes.delta2 &+= delta2
            sizes.topDelta2 = max(sizes.topDelta2, delta2)
            sizes.changes &+= delta != 0 ? 1 : 0
            before = value
            step = delta
        }
        return sizes
    }

    /// - Returns: the bits of the cheapest method, which becomes the series' plan.
    private func choose(_ index: Int, _ sizes: Sizes, _ mean: Int64) -> Int {
        let range = UInt64(bitPattern: sizes.greatest &- sizes.least)
        var best = SeriesPlan(method: .packed, width: UInt8(BitSink.width(range)))
        var bits = Int(best.width) * slots, base = sizes.least
        func offer(_ method: SeriesPlan.Method, _ sum: UInt64, _ top: UInt64, _ count: Int, _ start: Int64) {
            guard top < Self.wide else { return }
            let (cost, width) = Self.split(sum, top, count)
            if cost < bits { (best, bits, base) = (SeriesPlan(method: method, width: width), cost, start) }
        }
        offer(.level, sizes.level, sizes.topLevel, slots, mean)
        offer(.delta, sizes.delta, sizes.topDelta, slots - 1, quanta[index * slots])
        offer(.delta2, sizes.delta2, sizes.topDelta2, slots - 1, quanta[index * slots])
        if sizes.topDelta <= 4 {
            let cost = 8 * (1 + sizes.changes + slots / 31)
            if cost < bits, 1 + sizes.changes + slots / 31 < 256 {
                (best, bits, base) = (SeriesPlan(method: .sparse, width: 0), cost, quanta[index * slots])
            }
        }
        // A varint of seven bits a byte for the zigzag of a difference.
        let perChange = 1 + (BitSink.width(sizes.topDelta) + 7) / 7
        if sizes.topDelta < Self.wide, 8 * (2 + sizes.changes * perChange) < bits {
            bits = 8 * (2 + sizes.changes * perChange)
            (best, base) = (SeriesPlan(method: .steps, width: 0), quanta[index * slots])
        }
        plans[index] = range == 0 ? .constant : best
        bases[index] = base
        costs[index] = bits
        return bits
    }

    /// Bits and width of the split methods: one mark and `width` low bits each, and the marks' lengths.
    ///
    /// The greatest is left out of the choice of width: one jump is a patch. 1.67 times the mean magnitude puts the width where it is
    /// best for bell-shaped residuals (0.1 bit above their entropy) and good for others.
    @inline(__always)
    static func split(_ sum: UInt64, _ top: UInt64, _ count: Int) -> (bits: Int, width: UInt8) {
        let count = max(1, count)
        let rest = sum - min(sum, top)
        let mean = rest / UInt64(count) < 1 << 46 ? rest * 107 / (64 * UInt64(count)) : rest / UInt64(count)
        let width = mean > 0 ? BitSink.width(mean) - 1 : 0
        let tail = Int(min((2 * rest) >> UInt64(width), 1 << 40)) + min(64, Int(min((2 * top) >> UInt64(width), 64)))
        return (count * (width + 1) + tail, UInt8(width))
    }

    /// GPUs of one job move together: what all series of the column do at once is written once.
    private func tryCommon(_ levelSum: UInt64) {
        for slot in 0..<slots { common[slot] = 0 }
        var moving: Int64 = 0
        for index in 0..<series where hasLevel(index) {
            let values = quanta + index * slots, base = means[index]
            for slot in 0..<slots { common[slot] &+= values[slot] &- base }
            moving += 1
        }
        guard moving >= 8 else { return }
        var motion: UInt64 = 0
        for slot in 0..<slots {
            common[slot] /= moving
            motion &+= common[slot].magnitude
        }
        // Independent noise of so many series leaves a mean motion of a few per cent of theirs.
        guard motion &* UInt64(moving) > levelSum / 3 else { return }
        for index in 0..<series where hasLevel(index) {
            let values = quanta + index * slots, base = means[index]
            var sum: UInt64 = 0, top: UInt64 = 0
            for slot in 0..<slots {
                let rest = (values[slot] &- base &- common[slot]).magnitude
                sum &+= rest
                top = max(top, rest)
            }
            let (cost, width) = Self.split(sum, top, slots)
            guard top < Self.wide, cost < costs[index] else { continue }
            plans[index] = SeriesPlan(method: .common, width: width)
            bases[index] = base
        }
    }

    private func hasLevel(_ index: Int) -> Bool {
        switch plans[index].method {
        case .level, .packed, .delta, .delta2, .steps: true
        default: false
        }
    }

    private func planXor(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>) {
        let trailing = differs[index].trailingZeroBitCount
        plans[index].width = UInt8(T.Bits.bitWidth - differs[index].leadingZeroBitCount - trailing)
    }
}
