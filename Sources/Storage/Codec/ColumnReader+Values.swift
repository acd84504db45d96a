// Whole series out of a column (unsafe inside: borrowed buffers). Nothing is written outside `slots` values a series.

extension ColumnReader {
    /// Where one series lies in the column's areas.
    struct Walk {
        var lowBit: Int
        var extra: Int
    }

    /// All values, series after series: `series * slots` of them.
    ///
    /// - Returns: false if the column is damaged; the output is then undefined.
    func decode(into output: UnsafeMutablePointer<T>) -> Bool { decode(0..<series, into: output) }

    /// The values of some series, `slots` each.
    func decode(_ range: Range<Int>, into output: UnsafeMutablePointer<T>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= series else { return false }
        if let uniform {
            output.update(repeating: uniform, count: range.count * slots)
            return true
        }
        var walk = Walk(lowBit: lowStart &* 8, extra: extraRange.lowerBound)
        var marks = marks
        guard pass(range.lowerBound, &walk, &marks) else { return false }
        var patches = ColumnPatches(bytes, start: patchStart, count: patchCount)
        var exceptions = ColumnExceptions<T>(bytes, start: exceptionStart, count: exceptionCount)
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: slots) { quanta in
            for index in range {
                let target = output + (index &- range.lowerBound) &* slots
                guard let plan = plan(of: index) else { return false }
                guard decode(index, plan, &walk, &marks, &patches, quanta.baseAddress!, target) else { return false }
                exceptions.skip(to: index)
                while exceptions.series == index {
                    guard exceptions.last < slots else { return false }
                    for slot in exceptions.first...exceptions.last { target[slot] = exceptions.value }
                    exceptions.advance()
                }
            }
            return true
        }
    }

    /// Goes over the first `count` series.
    @inline(__always)
    private func pass(_ count: Int, _ walk: inout Walk, _ marks: inout MarkReader) -> Bool {
        var skipped = 0
        for index in 0..<count {
            guard let plan = plan(of: index) else { return false }
            walk.lowBit &+= plan.lowCount(slots) &* Int(plan.width)
            skipped &+= plan.markCount(slots)
            guard passExtra(plan, &walk) else { return false }
        }
        return marks.skip(skipped)
    }

    @inline(__always)
    func passExtra(_ plan: SeriesPlan, _ walk: inout Walk) -> Bool {
        switch plan.method {
        case .sparse:
            guard walk.extra < extraRange.upperBound else { return false }
            walk.extra += 1 + Int(bytes[walk.extra])
        case .steps: walk.extra += 2 + stepBytes(walk)
        case .xor: walk.extra += T.byteWidth + 1
        default: return true
        }
        return walk.extra <= extraRange.upperBound
    }

    private func decode(
        _ index: Int, _ plan: SeriesPlan, _ walk: inout Walk, _ marks: inout MarkReader,
        _ patches: inout ColumnPatches, _ quanta: UnsafeMutablePointer<Int64>, _ output: UnsafeMutablePointer<T>
    ) -> Bool {
        let base = bases![index], width = Int(plan.width)
        switch plan.method {
        case .constant: quanta.update(repeating: base, count: slots)
        case .packed:
            for slot in 0..<slots {
                quanta[slot] = base &+ Int64(bitPattern: lowField(walk.lowBit &+ slot &* width, width))
            }
        case .level, .common, .delta, .delta2:
            let first = plan.markCount(slots) == slots ? 0 : 1
            guard residuals(first, width, walk.lowBit, &marks, quanta) else { return false }
            patches.skip(to: index)
            while patches.series == index {
                guard patches.slot < slots else { return false }
                quanta[patches.slot] = patches.residual
                patches.advance()
            }
            integrate(plan.method, base, quanta)
        case .sparse: guard changes(base, walk, quanta) else { return false }
        case .steps: guard steps(base, walk, quanta) else { return false }
        case .xor:
            let extra = walk.extra
            guard passExtra(plan, &walk) else { return false }
            patterns(extra, width, walk.lowBit, output)
            walk.lowBit &+= slots &* width
            return true
        }
        walk.lowBit &+= plan.lowCount(slots) &* width
        for slot in 0..<slots { output[slot] = grid.value(quanta[slot] &* divisor, as: T.self) }
        return passExtra(plan, &walk)
    }

    @inline(__always)
    func lowField(_ bit: Int, _ width: Int) -> UInt64 {
        width == 0 ? 0 : ColumnBits.field(bytes.baseAddress!, bit: bit, width: width)
    }

    @inline(__always)
    private func residuals(
        _ first: Int, _ width: Int, _ lowBit: Int, _ marks: inout MarkReader, _ output: UnsafeMutablePointer<Int64>
    ) -> Bool {
        var bit = lowBit
        for slot in first..<slots {
            guard let high = marks.next() else { return false }
            output[slot] = ColumnBits.signed(high << UInt64(width) | lowField(bit, width))
            bit &+= width
        }
        return true
    }

    private func integrate(_ method: SeriesPlan.Method, _ base: Int64, _ values: UnsafeMutablePointer<Int64>) {
        switch method {
        case .level: for slot in 0..<slots { values[slot] &+= base }
        case .common: for slot in 0..<slots { values[slot] &+= base &+ common![slot] }
        default:
            values[0] = base
            var step: Int64 = 0
            for slot in 1..<slots {
                step = method == .delta2 ? step &+ values[slot] : values[slot]
                values[slot] = values[slot &- 1] &+ step
            }
        }
    }

    private func changes(_ base: Int64, _ walk: Walk, _ values: UnsafeMutablePointer<Int64>) -> Bool {
        guard walk.extra < extraRange.upperBound else { return false }
        let count = Int(bytes[walk.extra])
        guard walk.extra + count < extraRange.upperBound else { return false }
        var slot = 0, value = base
        values[0] = base
        for entry in 0..<count {
            let byte = bytes[walk.extra + 1 + entry]
            let still = min(Int(byte & 31), slots - 1 - slot)
            for _ in 0..<still {
                slot += 1
                values[slot] = value
            }
            guard byte & 31 < 31 else { continue }
            guard slot + 1 < slots else { return false }
            slot += 1
            value &+= ColumnBits.signed(UInt64(byte >> 5) + 1)
            values[slot] = value
        }
        while slot + 1 < slots {
            slot += 1
            values[slot] = value
        }
        return true
    }

    /// Bytes of a series' changes; more than there are if the area ends before.
    @inline(__always)
    func stepBytes(_ walk: Walk) -> Int {
        guard walk.extra >= 0, walk.extra + 2 <= extraRange.upperBound else { return bytes.count }
        return Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: walk.extra, as: UInt16.self)))
    }

    /// The changes of a series, to be taken one by one; nil if they reach beyond their area.
    @inline(__always)
    func stepSource(_ walk: Walk) -> ByteSource? {
        let from = walk.extra + 2, to = from + stepBytes(walk)
        guard to <= extraRange.upperBound else { return nil }
        return ByteSource(UnsafeRawBufferPointer(rebasing: bytes[from..<to]))
    }

    private func steps(_ base: Int64, _ walk: Walk, _ values: UnsafeMutablePointer<Int64>) -> Bool {
        guard var source = stepSource(walk) else { return false }
        var slot = 0, value = base
        values[0] = base
        while source.left > 0 {
            guard let gap = source.take(UInt8.self), let change = source.takeVarint(), slot + Int(gap) + 1 < slots
            else { return false }
            for _ in 0..<gap {
                slot += 1
                values[slot] = value
            }
            slot += 1
            value &+= ColumnBits.signed(change)
            values[slot] = value
        }
        while slot + 1 < slots {
            slot += 1
            values[slot] = value
        }
        return true
    }

    private func patterns(_ extra: Int, _ width: Int, _ lowBit: Int, _ output: UnsafeMutablePointer<T>) {
        let (first, trailing) = firstPattern(extra)
        for slot in 0..<slots {
            let bits = T.Bits(truncatingIfNeeded: lowField(lowBit &+ slot &* width, width))
            output[slot] = T(bits: (bits &<< trailing) ^ first)
        }
    }

    @inline(__always)
    func firstPattern(_ extra: Int) -> (first: T.Bits, trailing: T.Bits) {
        let first = T.Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: extra, as: T.Bits.self))
        return (first, T.Bits(truncatingIfNeeded: bytes[extra + T.byteWidth]))
    }
}
