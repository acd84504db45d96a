// The tight loops of hop 3: a page's numbers to their offsets (unsafe: borrowed values, the slot's own memory). They decide nothing else.

import Telemetry

extension Store {
    /// - Returns: a fingerprint of the values that move.
    static func scatter(_ batch: Batch, _ record: inout TargetRecord, into frame: SlotFrame) -> UInt64 {
        guard let binding = record.binding else { return 0 }
        let values = UnsafePointer(batch.values.base), count = batch.values.count
        var hash = scatterPlain(binding, values, count, frame)
        for route in binding.mutedRoutes where Int(route.series) < count {
            hash &+= mixed(values[Int(route.series)], route.offset)
        }
        guard !binding.routeSet.others.isEmpty else { return hash }
        // Whoever binds a page makes room for its counters; a slip there must not write elsewhere.
        record.fitCounters()
        // Empty for nearly every target: then all counters were read when the last page was.
        var times: [Int64] = []
        swap(&times, &record.counterTimes)
        defer { swap(&times, &record.counterTimes) }
        let common = record.lastTime.map { Double(batch.time - $0) / 1000 } ?? 0
        record.counters.withUnsafeMutableBufferPointer { counters in
            for route in binding.routeSet.others
            where Int(route.series) < count && route.lead == route.series && binding.offset(route) < frame.count {
                let raw = values[Int(route.series)]
                hash &+= mixed(raw, route.offset)
                var value: Float
                if raw != raw || route.traits.contains(.blanks) && isBlank(raw, route) {
                    value = absence(raw)
                    // Over a hole nobody knows how fast it went.
                    if route.traits.contains(.counter) { counters[Int(route.series)] = .nan }
                } else if route.traits.contains(.counter) {
                    let last = counters[Int(route.series)]
                    counters[Int(route.series)] = raw
                    let elapsed = times.isEmpty ? common : seconds(from: times[Int(route.series)], to: batch.time)
                    let moved = (raw - last) * route.factor / elapsed
                    value = moved >= 0 && elapsed > 0 ? Float(moved) : Absence.missing.float
                } else if route.traits.contains(.moment) {
                    value = age(raw * route.factor, at: batch.time, isSigned: route.traits.contains(.signed))
                } else {
                    value = Float(raw * route.factor)
                }
                store(&value, route, at: binding.offset(route), frame)
            }
        }
        for series in 0..<min(count, times.count) { times[series] = batch.time.milliseconds }
        return hash
    }

    /// Stamps may be any numbers: their difference need not be one.
    @inline(__always)
    static func seconds(from stamp: Int64, to time: Timestamp) -> Double {
        (Double(time.milliseconds) - Double(stamp)) / 1000
    }

    private static func scatterPlain(
        _ binding: Binding, _ values: UnsafePointer<Double>, _ count: Int, _ frame: SlotFrame
    ) -> UInt64 {
        let set = binding.routeSet
        // A shorter page, or an older frame, which ends where newer columns begin.
        let isWhole = count >= set.plainEnd && frame.count >= binding.frameEnd
        var hash: UInt64 = 0
        binding.bases.withUnsafeBufferPointer { bases in
            if isWhole {
                set.fours.withUnsafeBufferPointer { hash &+= scatterFours($0, bases, values, frame.base) }
            }
            (isWhole ? set.rest : set.plain).withUnsafeBufferPointer { runs in
                for run in runs {
                    let base = bases[Int(run.host)], series = Int(run.series)
                    let first = Int(run.offset) &+ (run.isGPU ? base.gpu : base.tray)
                    var length = Int(run.count)
                    if !isWhole { length = min(length, count - series, frame.count - first) }
                    hash &+= scatter(run, values + series, length, to: frame.base + first)
                }
            }
        }
        return hash
    }

    /// Every value as if it were a plain number, without a branch; where one may be none, all of them once more, with care.
    private static func scatterFours(
        _ fours: UnsafeBufferPointer<RouteSet.Four>, _ bases: UnsafeBufferPointer<Binding.Base>,
        _ values: UnsafePointer<Double>, _ frame: UnsafeMutablePointer<Float>
    ) -> UInt64 {
        typealias Bits = SIMD2<UInt64>
        var low = Bits.zero, high = Bits.zero
        var plain = SIMD2<Int64>(repeating: -1)
        for four in fours {
            let raw = UnsafeRawPointer(values + Int(four.series))
            let first = raw.loadUnaligned(as: SIMD2<Double>.self)
            let second = raw.loadUnaligned(fromByteOffset: 16, as: SIMD2<Double>.self)
            let limit = SIMD2(repeating: four.limit)
            plain &= unsafeBitCast(first .< limit, to: SIMD2<Int64>.self)
            plain &= unsafeBitCast(second .< limit, to: SIMD2<Int64>.self)
            let numbers = SIMD4(lowHalf: first * four.factor, highHalf: second * four.factor)
            UnsafeMutableRawPointer(frame + Int(four.offset) + bases[Int(four.host)].gpu).storeBytes(
                of: SIMD4<Float>(numbers), as: SIMD4<Float>.self)
            let key = Bits(repeating: four.key)
            low &+= mixed(unsafeBitCast(first, to: Bits.self), key)
            high &+= mixed(unsafeBitCast(second, to: Bits.self), key)
        }
        if plain[0] & plain[1] == 0 {
            for four in fours {
                let target = frame + Int(four.offset) + bases[Int(four.host)].gpu
                for index in 0..<4 {
                    target[index] = number(values[Int(four.series) + index], factor: four.factor, limit: four.limit)
                }
            }
        }
        return mixed(low[0]) &+ mixed(low[1] &+ 1) &+ mixed(high[0] &+ 2) &+ mixed(high[1] &+ 3)
    }

    /// Two values' shares of the fingerprint: halves that depend on their place, multiplied with each other.
    @inline(__always)
    private static func mixed(_ bits: SIMD2<UInt64>, _ key: SIMD2<UInt64>) -> SIMD2<UInt64> {
        let turned = bits ^ key
        return (turned & SIMD2(repeating: 0xFFFF_FFFF)) &* (turned &>> SIMD2(repeating: 32)) &+ bits
    }

    @inline(__always)
    private static func mixed(_ sum: UInt64) -> UInt64 {
        let product = sum &* 0x9E37_79B9_7F4A_7C15
        return (product ^ product >> 29) &* 0xBF58_476D_1CE4_E5B9
    }

    @inline(__always)
    private static func scatter(
        _ run: RouteSet.Run, _ raw: UnsafePointer<Double>, _ length: Int, to target: UnsafeMutablePointer<Float>
    ) -> UInt64 {
        var hash: UInt64 = 0, done = 0
        // Four values at once, unless one of them may be none.
        while done &+ 4 <= length {
            let four = UnsafeRawPointer(raw + done).loadUnaligned(as: SIMD4<Double>.self)
            guard all(four .< run.limit) else { break }
            UnsafeMutableRawPointer(target + done).storeBytes(
                of: SIMD4<Float>(four * run.factor), as: SIMD4<Float>.self)
            hash &+= mixed(four: raw + done, run.offset &+ Int32(truncatingIfNeeded: done))
            done &+= 4
        }
        while done < length {
            hash &+= mixed(raw[done], run.offset &+ Int32(truncatingIfNeeded: done))
            target[done] = number(raw[done], run)
            done += 1
        }
        return hash
    }

    @inline(__always)
    private static func number(_ raw: Double, _ run: RouteSet.Run) -> Float {
        number(raw, factor: run.factor, limit: run.limit)
    }

    @inline(__always)
    private static func number(_ raw: Double, factor: Double, limit: Double) -> Float {
        if raw < limit { return Float(raw * factor) }
        // Without a limit there are no numbers that mean "no value".
        if raw != raw || limit < .infinity && Blank.isBlank(raw, counter: false) { return absence(raw) }
        return Float(raw * factor)
    }

    /// One value's share of the fingerprint: they add up in any order, so no multiplication waits for the one before.
    @inline(__always)
    private static func mixed(_ raw: Double, _ offset: Int32) -> UInt64 {
        let product = (raw.bitPattern ^ UInt64(UInt32(bitPattern: offset))) &* 0x9E37_79B9_7F4A_7C15
        return (product ^ product >> 29) &* 0xBF58_476D_1CE4_E5B9
    }

    /// The same of four: turned against each other, so that none undoes another.
    @inline(__always)
    private static func mixed(four raw: UnsafePointer<Double>, _ offset: Int32) -> UInt64 {
        func turned(_ index: Int, _ by: UInt64) -> UInt64 {
            let bits = raw[index].bitPattern
            return bits &<< by | bits &>> (64 &- by)
        }
        let bits = raw[0].bitPattern ^ turned(1, 17) ^ turned(2, 31) ^ turned(3, 47)
        let product = (bits ^ UInt64(UInt32(bitPattern: offset))) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }

    static func isBlank(_ raw: Double, _ route: Route) -> Bool {
        Blank.isBlank(raw, counter: route.traits.contains(.counter))
    }

    /// What a number that is none says.
    static func absence(_ raw: Double) -> Float { Absence(raw)?.float ?? Absence.notAvailable.float }

    /// How long ago a point in time was; one that a clock running ahead puts into the future was now, unless the sign is asked for.
    @inline(__always)
    static func age(_ seconds: Double, at time: Timestamp, isSigned: Bool) -> Float {
        let age = Double(time.milliseconds) / 1000 - seconds
        return Float(isSigned ? age : max(0, age))
    }

    @inline(__always)
    private static func isUnknown(_ value: Float) -> Bool { value.bitPattern == Absence.missing.float.bitPattern }

    @inline(__always)
    static func store(_ value: inout Float, _ route: Route, at offset: Int, _ frame: SlotFrame) {
        if route.combine == .mean { value /= Float(route.members) }
        let before = frame.base[offset]
        let isTotal = route.combine == .sum || route.combine == .mean
        if isTotal, !route.traits.contains(.first),
            isUnknown(before) || isUnknown(value) || route.combine == .mean && (before != before || value != value)
        {
            // A part is no whole: while one member is unknown, as after a reset, so is the total.
            frame.base[offset] = Absence.missing.float
        } else if route.traits.contains(.first) || before != before {
            if route.traits.contains(.complement), value == value { value = max(0, 1 - value) }
            frame.base[offset] = value
        } else if value == value {
            switch route.combine {
            case .sum: frame.base[offset] = before + value
            case .max: frame.base[offset] = max(before, value)
            case .min: frame.base[offset] = min(before, value)
            case .last: frame.base[offset] = value
            case .mean:
                frame.base[offset] = route.traits.contains(.complement) ? max(0, before - value) : before + value
            }
        }
    }
}
