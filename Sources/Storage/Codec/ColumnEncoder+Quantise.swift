// Numbers to quanta (unsafe inside: borrowed rows and own scratch). What no quantum can stand for becomes an exception.

extension ColumnEncoder {
    /// Adding this to a number below 2^51 rounds it to a whole one, ties to even, without a call.
    @inline(__always) private static var rounder: Double { 6_755_399_441_055_744 }
    private static var quickLimit: Double { 1_125_899_906_842_624 }
    /// Sums of a block's differences of such quanta stay below 2^63 at their widest use.
    private static var limit: Double { 9_007_199_254_740_992 }

    /// The grid that the precision names; for exact columns the coarsest decimal one that gives most probes back to the bit.
    func chooseGrid(_ rows: UnsafeBufferPointer<UnsafePointer<T>>, _ precision: Precision) -> Grid {
        switch precision {
        case .step(let step): return step.isFinite && step > 0 ? Grid(step: step) : exactGrid(rows)
        case .significant(let bits): return .significand(max(1, min(bits, T.significandBits)))
        case .exact: return exactGrid(rows)
        }
    }

    private func exactGrid(_ rows: UnsafeBufferPointer<UnsafePointer<T>>) -> Grid {
        let places = T.significandBits == 23 ? 6 : 12
        var needed = 0, probes = 0, failures = 0
        let stride = max(1, series / 24)
        for index in Swift.stride(from: 0, to: series, by: stride) {
            for slot in [0, slots / 2, slots - 1] {
                let value = rows[slot][index]
                guard value.isFinite else { continue }
                probes += 1
                var own = needed
                while own <= places, decimal(value, own) == nil { own += 1 }
                if own > places { failures += 1 } else { needed = own }
            }
        }
        if failures * 4 <= probes { return .decimal(needed) }
        return T.significandBits == 23 ? .significand(23) : .none
    }

    @inline(__always)
    private func decimal(_ value: T, _ places: Int) -> Int64? {
        let scale = Grid.power(places)
        let scaled = value.double * scale
        guard scaled.magnitude < Self.limit else { return nil }
        let quantum = whole(scaled)
        return T(nearest: Double(quantum) / scale).bits == value.bits ? quantum : nil
    }

    /// The nearest whole number of one within the limit.
    @inline(__always)
    private func whole(_ value: Double) -> Int64 {
        if value.magnitude < Self.quickLimit {
            return Int64(bitPattern: (value + Self.rounder).bitPattern &- Self.rounder.bitPattern)
        }
        return Int64(value)
    }

    @inline(__always)
    private func multiple(_ value: T, _ step: Double) -> Int64? {
        let scaled = value.double / step
        guard scaled.magnitude < Self.limit else { return nil }
        let quantum = whole(scaled)
        return !isExact || T(nearest: Double(quantum) * step).bits == value.bits ? quantum : nil
    }

    @inline(__always)
    private func coarse(_ value: T, _ scale: Double) -> Int64? {
        let scaled = value.double * scale
        return scaled.magnitude < Self.limit ? whole(scaled) : nil
    }

    @inline(__always)
    private func pattern(_ value: T, _ drop: Int) -> Int64? {
        guard value.isFinite else { return nil }
        let magnitude = value.magnitude.bits
        let half = drop > 0 ? T.Bits(1) << T.Bits(truncatingIfNeeded: drop &- 1) : 0
        let code = Int64(truncatingIfNeeded: (magnitude &+ half) >> T.Bits(truncatingIfNeeded: drop))
        let top = Int64(truncatingIfNeeded: T.infinity.bits >> T.Bits(truncatingIfNeeded: drop))
        if code >= top || isExact && code == 0 && value.sign == .minus { return nil }
        return value.sign == .minus ? -code : code
    }

    @inline(__always)
    private func quantum(_ value: T) -> Int64? {
        switch grid {
        case .decimal(let places): isExact ? decimal(value, places) : coarse(value, Grid.power(places))
        case .multiple(let step): multiple(value, step)
        case .significand(let bits): pattern(value, T.significandBits - bits)
        case .none: nil
        }
    }

    /// Fills `quanta`, bases of constant series and exceptions; a series that is mostly exceptions gets the plan `xor`.
    func quantise(_ rows: UnsafeBufferPointer<UnsafePointer<T>>) {
        var base: Int64 = 0
        for index in 0..<series {
            plans[index] = .constant
            let marked = (exceptions.count, exceptionCount, lastExceptional)
            if differs[index] == 0 {
                let value = rows[0][index]
                if let quantum = quantum(value) { base = quantum } else { except(index, 0..<slots, value) }
                bases[index] = base
                continue
            }
            plans[index] = SeriesPlan(method: .level, width: 0)
            let bad = quantiseQuickly(index, rows) ? 0 : quantise(index, rows, fallback: base)
            // A run costs about as much as two values that differ; more than that and the patterns themselves are cheaper.
            if bad > slots / 4, exceptions.count - marked.0 > slots * T.byteWidth / 2 {
                exceptions.truncate(to: marked.0)
                (exceptionCount, lastExceptional) = (marked.1, marked.2)
                plans[index] = SeriesPlan(method: .xor, width: 0)
                bases[index] = base
                continue
            }
            base = quanta[index * slots]
            bases[index] = base
        }
    }

    /// One series of ordinary numbers, without a branch.
    ///
    /// - Returns: whether it was one; if not, nothing is settled.
    private func quantiseQuickly(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>) -> Bool {
        switch grid {
        case .decimal(let places):
            let scale = Grid.power(places)
            if !isExact { return quantise(index, rows, to: { $0 * scale }, back: nil) }
            if places == 0 { return quantise(index, rows, to: { $0 }, back: { $0 }) }
            return quantise(index, rows, to: { $0 * scale }, back: { $0 / scale })
        case .multiple(let step):
            if !isExact { return quantise(index, rows, to: { $0 / step }, back: nil) }
            return quantise(index, rows, to: { $0 / step }, back: { $0 * step })
        case .significand(let bits): return quantisePatterns(index, rows, drop: T.significandBits - bits)
        case .none: return false
        }
    }

    /// `pattern` for one series.
    private func quantisePatterns(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>, drop: Int) -> Bool {
        let target = quanta + index * slots, drop = T.Bits(truncatingIfNeeded: drop)
        let half: T.Bits = drop > 0 ? 1 &<< (drop &- 1) : 0
        let top = Int64(truncatingIfNeeded: T.infinity.bits &>> drop), keepsZeros = isExact
        var isOrdinary = true
        for slot in 0..<slots {
            let value = rows[slot][index]
            let code = Int64(truncatingIfNeeded: (value.magnitude.bits &+ half) &>> drop)
            let isNegative = value.sign == .minus
            target[slot] = isNegative ? -code : code
            isOrdinary = isOrdinary && code < top && !(keepsZeros && isNegative && code == 0)
        }
        return isOrdinary
    }

    /// - Parameter back: from whole quanta to the number; nil if it need not come back to the bit.
    @inline(__always)
    private func quantise(
        _ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>, to scale: (Double) -> Double,
        back: ((Double) -> Double)?
    ) -> Bool {
        let target = quanta + index * slots
        var isOrdinary = true
        for slot in 0..<slots {
            let value = rows[slot][index]
            let scaled = scale(value.double), rounded = scaled + Self.rounder
            target[slot] = Int64(bitPattern: rounded.bitPattern &- Self.rounder.bitPattern)
            var isGood = scaled.magnitude < Self.quickLimit
            if let back { isGood = isGood && T(nearest: back(rounded - Self.rounder)).bits == value.bits }
            isOrdinary = isOrdinary && isGood
        }
        return isOrdinary
    }

    /// One series; exceptions repeat the quantum before them.
    ///
    /// - Returns: the number of exceptions.
    private func quantise(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>, fallback: Int64) -> Int {
        let target = quanta + index * slots
        var last: Int64?
        var bad = 0, run = 0
        for slot in 0..<slots {
            let value = rows[slot][index]
            if let quantum = quantum(value) {
                if last == nil { for earlier in 0..<slot { target[earlier] = quantum } }
                last = quantum
                target[slot] = quantum
                continue
            }
            target[slot] = last ?? fallback
            bad += 1
            // A run ends where the next value has other bits.
            if slot + 1 == slots || rows[slot + 1][index].bits != value.bits {
                except(index, slot - run..<slot + 1, value)
                run = 0
            } else {
                run += 1
            }
        }
        return bad
    }

    private func except(_ index: Int, _ range: Range<Int>, _ value: T) {
        exceptions.append(varint: UInt64(index - lastExceptional))
        exceptions.append(UInt8(range.lowerBound))
        exceptions.append(UInt8(range.count - 1))
        exceptions.append(value.bits)
        lastExceptional = index
        exceptionCount += 1
    }

    /// Divides all quanta by what they have in common: clocks move in steps of 15 MHz, bytes in pages.
    func divide() {
        var common: UInt64 = 0
        for index in 0..<series where plans[index].method != .xor {
            common = Self.divisor(common, bases[index].magnitude)
            guard plans[index].method != .constant else { continue }
            for slot in Swift.stride(from: 1, to: slots, by: 5) {
                common = Self.divisor(common, quanta[index * slots + slot].magnitude)
            }
            if common == 1 { return }
        }
        var quick = ExactDivisor(common)
        for index in 0..<series where common > 1 && plans[index].method == .level {
            for slot in 0..<slots where !quick.divides(quanta[index * slots + slot].magnitude) {
                common = Self.divisor(common, quanta[index * slots + slot].magnitude)
                quick = ExactDivisor(common)
            }
        }
        guard common > 1, common < 1 << 62 else { return }
        divisor = Int64(common)
        for index in 0..<series {
            bases[index] /= divisor
            guard plans[index].method == .level else { continue }
            for slot in 0..<slots { quanta[index * slots + slot] = quick.quotient(quanta[index * slots + slot]) }
        }
    }

    private static func divisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (first, second) = (first, second)
        while second != 0 { (first, second) = (second, first % second) }
        return first
    }
}
