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
            let sizes = isNear(values) ? measureNear(index) : measure(index)
            levelBits += choose(index, sizes, means[index])
            moving += 1
            levelSum &+= min(sizes.level, Self.wide)
        }
        if moving >= 8, levelBits > moving * slots * 2 { tryCommon(levelSum) }
        for index in 0..<series where plans[index].method == .xor { planXor(index, rows) }
    }

    private func mean(_ sum: Int64) -> Int64 {
        // 256 quanta below 2^54 cannot overflow.
        let half = Int64(slots / 2)
        return (sum &+ (sum < 0 ? -half : half)) / Int64(slots)
    }

    /// Whether no value is so far from the first that sums of differences would outgrow 32 bits; `near` holds the distances then.
    private func isNear(_ values: UnsafeMutablePointer<Int64>) -> Bool {
        let near = near, first = values[0], reach = Int64(1) << 20, slots = slots
        var beyond: UInt64 = 0
        for slot in 0..<slots {
            let distance = values[slot] &- first
            near[slot] = Int32(truncatingIfNeeded: distance)
            beyond |= UInt64(bitPattern: distance &+ reach)
        }
        return beyond >> 21 == 0
    }

    /// `measure` for what is near, in loops that work on several slots at once.
    private func measureNear(_ index: Int) -> Sizes {
        let near = near, slots = slots, first = quanta[index * slots]
        var least = Int32.max, greatest = Int32.min, sum: Int32 = 0
        for slot in 0..<slots {
            least = min(least, near[slot])
            greatest = max(greatest, near[slot])
            sum &+= near[slot]
        }
        means[index] = mean(first &* Int64(slots) &+ Int64(sum))
        let middle = Int32(truncatingIfNeeded: means[index] &- first)
        // Before the first lies the first: no difference.
        near[-1] = near[0]
        near[-2] = near[0]
        var level: Int32 = 0, delta: Int32 = 0, delta2: Int32 = 0, topDelta: Int32 = 0, topDelta2: Int32 = 0,
            changes: Int32 = 0
        for slot in 0..<slots {
            let moved = Self.magnitude(near[slot] &- near[slot &- 1])
            let bent = Self.magnitude(near[slot] &- 2 &* near[slot &- 1] &+ near[slot &- 2])
            level &+= Self.magnitude(near[slot] &- middle)
            delta &+= moved
            delta2 &+= bent
            topDelta = max(topDelta, moved)
            topDelta2 = max(topDelta2, bent)
            changes &-= (0 &- moved) &>> 31
        }
        return Sizes(
            least: first &+ Int64(least), greatest: first &+ Int64(greatest), level: UInt64(level),
            delta: UInt64(delta),
            delta2: UInt64(delta2), topLevel: UInt64(max(greatest &- middle, middle &- least)),
            topDelta: UInt64(topDelta), topDelta2: UInt64(topDelta2), changes: Int(changes))
    }

    @inline(__always)
    private static func magnitude(_ value: Int32) -> Int32 { (value ^ value &>> 31) &- value &>> 31 }

    private func measure(_ index: Int) -> Sizes {
        let values = quanta + index * slots
        var sum: Int64 = 0
        for slot in 0..<slots { sum &+= values[slot] }
        means[index] = mean(sum)
        let base = means[index]
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
        // The exponent of the number is its width less one.
        let mean = Double(Int64(bitPattern: rest)) * (107.0 / 64) / Double(count)
        let width = mean >= 1 ? Int(mean.exponent) : 0
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
