// Plans to bytes (unsafe inside: own scratch and borrowed rows).

extension ColumnEncoder {
    func write(_ rows: UnsafeBufferPointer<UnsafePointer<T>>, to sink: ByteSink) {
        var hasCommon = false
        for index in 0..<series {
            emit(index, rows)
            if plans[index].method == .common { hasCommon = true }
        }
        sink.append(grid.code)
        if case .multiple(let step) = grid { sink.append(step.bitPattern) }
        sink.append(varint: UInt64(divisor))
        writePlans(to: sink)
        writePacked(bases, series, to: sink)
        if hasCommon { writePacked(common, slots, to: sink) }
        // The low bits are read eight bytes at a time: at least eight follow them.
        let markBytes = (marks.count + 63) / 64 * 8
        let padded = low.count > 0 ? max(8, markBytes) : markBytes
        sink.append(varint: UInt64(padded))
        sink.append(varint: UInt64(extra.count))
        low.write(to: sink)
        sink.append(UnsafeRawBufferPointer(start: marks.words, count: markBytes))
        sink.append(zeros: padded - markBytes)
        sink.append(extra.bytes)
        sink.append(varint: UInt64(patchCount))
        sink.append(patches.bytes)
        sink.append(varint: UInt64(exceptionCount))
        sink.append(exceptions.bytes)
    }

    /// The distinct plans, then each series' number among them.
    private func writePlans(to sink: ByteSink) {
        table.removeAll(keepingCapacity: true)
        for index in 0..<series where !table.contains(plans[index]) { table.append(plans[index]) }
        sink.append(varint: UInt64(table.count))
        for plan in table {
            sink.append(plan.method.rawValue)
            sink.append(plan.width)
        }
        let width = BitSink.width(UInt64(table.count - 1))
        guard width > 0 else { return }
        small.removeAll()
        small.reserve(width * series)
        var tail = small.tail()
        for index in 0..<series { tail.append(UInt64(table.firstIndex(of: plans[index]) ?? 0), width: width) }
        small.close(tail)
        small.write(to: sink)
    }

    /// Numbers as their least and the distances from it in equal widths.
    private func writePacked(_ numbers: UnsafeMutablePointer<Int64>, _ count: Int, to sink: ByteSink) {
        var least = Int64.max, greatest = Int64.min
        for index in 0..<count {
            least = min(least, numbers[index])
            greatest = max(greatest, numbers[index])
        }
        let width = BitSink.width(UInt64(bitPattern: greatest &- least))
        sink.append(UInt8(width))
        sink.append(varint: Self.zigzag(least))
        guard width > 0 else { return }
        small.removeAll()
        small.reserve(width * count)
        var tail = small.tail()
        for index in 0..<count { tail.append(UInt64(bitPattern: numbers[index] &- least), width: width) }
        small.close(tail)
        small.write(to: sink)
    }

    private func emit(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>) {
        let values = quanta + index * slots, base = bases[index], width = Int(plans[index].width)
        switch plans[index].method {
        case .constant: break
        case .packed:
            low.reserve(slots * width)
            var tail = low.tail()
            for slot in 0..<slots { tail.append(UInt64(bitPattern: values[slot] &- base), width: width) }
            low.close(tail)
        case .level:
            for slot in 0..<slots { residuals[slot] = values[slot] &- base }
            split(index, from: 0, width)
        case .common:
            for slot in 0..<slots { residuals[slot] = values[slot] &- base &- common[slot] }
            split(index, from: 0, width)
        case .delta:
            for slot in 1..<slots { residuals[slot] = values[slot] &- values[slot - 1] }
            split(index, from: 1, width)
        case .delta2:
            var step: Int64 = 0
            for slot in 1..<slots {
                let delta = values[slot] &- values[slot - 1]
                residuals[slot] = delta &- step
                step = delta
            }
            split(index, from: 1, width)
        case .sparse: emitChanges(values)
        case .steps: emitSteps(values)
        case .xor: emitPatterns(index, rows)
        }
    }

    /// Residuals as low bits and unary marks; those with too long a mark as patches.
    private func split(_ index: Int, from first: Int, _ width: Int) {
        low.reserve(slots * width)
        marks.reserve(slots * Int(Self.markLimit + 1))
        let mask = width == 0 ? 0 : ~UInt64(0) >> UInt64(64 - width), slots = slots, residuals = residuals
        var lows = low.tail(), tops = marks.tail()
        for slot in first..<slots {
            let code = Self.zigzag(residuals[slot])
            var high = code &>> UInt64(width), rest = code & mask
            if high > Self.markLimit {
                patch(index, slot, code)
                (high, rest) = (0, 0)
            }
            tops.mark(after: Int(truncatingIfNeeded: high))
            lows.append(rest, width: width)
        }
        low.close(lows)
        marks.close(tops)
    }

    private func patch(_ index: Int, _ slot: Int, _ code: UInt64) {
        patches.append(varint: UInt64(index - lastPatched))
        patches.append(UInt8(slot))
        patches.append(varint: code)
        lastPatched = index
        patchCount += 1
    }

    /// A count, then for each change the slots since the last one (five bits, 31 = that many and no change) and the change.
    private func emitChanges(_ values: UnsafeMutablePointer<Int64>) {
        let start = extra.count
        extra.append(UInt8(0))
        var gap = 0
        for slot in 1..<slots {
            let change = values[slot] &- values[slot - 1]
            if change == 0 {
                gap += 1
                if gap == 31 {
                    extra.append(UInt8(31))
                    gap = 0
                }
            } else {
                extra.append(UInt8(gap) | UInt8(truncatingIfNeeded: Self.zigzag(change) &- 1) << 5)
                gap = 0
            }
        }
        extra.store(UInt8(truncatingIfNeeded: extra.count - start - 1), at: start)
    }

    /// Bytes of the changes (two), then for each the slots since the last one without any, and the change.
    private func emitSteps(_ values: UnsafeMutablePointer<Int64>) {
        let start = extra.count
        extra.append(UInt16(0))
        var last = 0
        for slot in 1..<slots where values[slot] != values[slot - 1] {
            extra.append(UInt8(slot - last - 1))
            extra.append(varint: Self.zigzag(values[slot] &- values[slot - 1]))
            last = slot
        }
        extra.store(UInt16(extra.count - start - 2), at: start)
    }

    private func emitPatterns(_ index: Int, _ rows: UnsafeBufferPointer<UnsafePointer<T>>) {
        let first = rows[0][index].bits, trailing = differs[index].trailingZeroBitCount
        extra.append(first)
        extra.append(UInt8(trailing))
        let width = Int(plans[index].width)
        low.reserve(slots * width)
        var tail = low.tail()
        for row in rows {
            tail.append(UInt64((row[index].bits ^ first) >> T.Bits(truncatingIfNeeded: trailing)), width: width)
        }
        low.close(tail)
    }

    /// Signed to unsigned, small magnitudes to small numbers.
    @inline(__always)
    static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }
}
