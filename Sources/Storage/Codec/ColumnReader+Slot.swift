// One slot across all series of a column (unsafe inside: borrowed buffers), without decoding the slots behind it.

extension ColumnReader {
    /// One value per series.
    ///
    /// - Returns: false if the column is damaged; the output is then undefined.
    func decode(slot: Int, into output: UnsafeMutablePointer<T>) -> Bool {
        guard (0..<slots).contains(slot) else { return false }
        if let uniform {
            output.update(repeating: uniform, count: series)
            return true
        }
        var walk = Walk(lowBit: lowStart &* 8, extra: extraRange.lowerBound)
        var marks = marks
        var patches = ColumnPatches(bytes, start: patchStart, count: patchCount)
        for index in 0..<series {
            guard let plan = plan(of: index), let quantum = quantum(index, plan, slot, walk, &marks) else {
                return false
            }
            if plan.method == .xor {
                let (first, trailing) = firstPattern(walk.extra)
                output[index] = T(bits: (T.Bits(truncatingIfNeeded: quantum) &<< trailing) ^ first)
            } else {
                patches.skip(to: index)
                var sum = quantum
                while patches.series == index {
                    sum &+= effect(of: patches, plan.method, on: slot)
                    patches.advance()
                }
                output[index] = grid.value(sum &* divisor, as: T.self)
            }
            walk.lowBit &+= plan.lowCount(slots) &* Int(plan.width)
            guard passExtra(plan, &walk) else { return false }
        }
        var exceptions = ColumnExceptions<T>(bytes, start: exceptionStart, count: exceptionCount)
        while exceptions.series < series {
            if exceptions.first <= slot, slot <= exceptions.last { output[exceptions.series] = exceptions.value }
            exceptions.advance()
        }
        return true
    }

    /// Residuals add up, so a patch does as well.
    private func effect(of patch: ColumnPatches, _ method: SeriesPlan.Method, on slot: Int) -> Int64 {
        switch method {
        case .level, .common: patch.slot == slot ? patch.residual : 0
        case .delta: patch.slot <= slot ? patch.residual : 0
        case .delta2: patch.slot <= slot ? patch.residual &* Int64(slot &- patch.slot &+ 1) : 0
        default: 0
        }
    }

    private func quantum(
        _ index: Int, _ plan: SeriesPlan, _ slot: Int, _ walk: Walk, _ marks: inout MarkReader
    ) -> Int64? {
        let base = bases![index], width = Int(plan.width)
        switch plan.method {
        case .constant: return base
        case .packed: return base &+ Int64(bitPattern: lowField(walk.lowBit &+ slot &* width, width))
        case .xor:
            guard walk.extra + T.byteWidth < extraRange.upperBound else { return nil }
            return Int64(bitPattern: lowField(walk.lowBit &+ slot &* width, width))
        case .level, .common:
            guard marks.skip(slot), let high = marks.next(), marks.skip(slots &- 1 &- slot) else { return nil }
            let code = high << UInt64(width) | lowField(walk.lowBit &+ slot &* width, width)
            return base &+ ColumnBits.signed(code) &+ (plan.method == .common ? common![slot] : 0)
        case .delta, .delta2: return sum(base, plan, slot, walk, &marks)
        case .sparse: return changed(base, slot, walk)
        case .steps: return stepped(base, slot, walk)
        }
    }

    private func sum(
        _ base: Int64, _ plan: SeriesPlan, _ slot: Int, _ walk: Walk, _ marks: inout MarkReader
    ) -> Int64? {
        let width = Int(plan.width)
        var value = base, step: Int64 = 0, bit = walk.lowBit
        for _ in 0..<slot {
            guard let high = marks.next() else { return nil }
            let residual = ColumnBits.signed(high << UInt64(width) | lowField(bit, width))
            step = plan.method == .delta2 ? step &+ residual : residual
            value &+= step
            bit &+= width
        }
        return marks.skip(slots &- 1 &- slot) ? value : nil
    }

    private func stepped(_ base: Int64, _ slot: Int, _ walk: Walk) -> Int64? {
        guard var source = stepSource(walk) else { return nil }
        var value = base, at = 0
        while source.left > 0 {
            guard let gap = source.take(UInt8.self), let change = source.takeVarint() else { return nil }
            at += Int(gap) + 1
            guard at <= slot else { break }
            value &+= ColumnBits.signed(change)
        }
        return value
    }

    private func changed(_ base: Int64, _ slot: Int, _ walk: Walk) -> Int64? {
        guard walk.extra < extraRange.upperBound else { return nil }
        let count = Int(bytes[walk.extra])
        guard walk.extra + count < extraRange.upperBound else { return nil }
        var value = base, at = 0
        for entry in 0..<count {
            let byte = bytes[walk.extra + 1 + entry]
            at += Int(byte & 31)
            guard byte & 31 < 31 else { continue }
            at += 1
            guard at <= slot else { break }
            value &+= ColumnBits.signed(UInt64(byte >> 5) + 1)
        }
        return value
    }
}
