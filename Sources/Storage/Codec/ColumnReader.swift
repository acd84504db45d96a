// One column of a chunk, read where it lies (unsafe inside: a borrowed buffer that must outlive the reader).
// Every offset is checked when the column is opened, so that reading values stays inside it whatever the bytes say.

/// All values, one series or one slot of an encoded column. Allocates nothing.
public struct ColumnReader<T: StoredNumber> {
    /// Series in the column: values of one slot.
    public let series: Int
    /// Slots in the column: values of one series, 1 to 256.
    public let slots: Int
    let bytes: UnsafeRawBufferPointer
    /// The value of a column that has only one.
    let uniform: T?
    private(set) var grid = Grid.none
    private(set) var divisor: Int64 = 1
    private(set) var planCount = 0
    private var planStart = 0
    private var indexStart = 0
    private var indexWidth = 0
    private(set) var bases: PackedNumbers?
    private(set) var common: PackedNumbers?
    private(set) var lowStart = 0
    private(set) var markStart = 0
    private(set) var markWords = 0
    private(set) var extraRange = 0..<0
    private(set) var patchStart = 0
    private(set) var patchCount = 0
    private(set) var exceptionStart = 0
    private(set) var exceptionCount = 0

    /// - Parameters:
    ///   - series, slots: the shape it was written with, from the block's head.
    /// - Returns: nil if the bytes are no column of that shape.
    init?(checking bytes: UnsafeRawBufferPointer, series: Int, slots: Int) {
        guard series > 0, series < 1 << 24, (1...256).contains(slots) else { return nil }
        self.series = series
        self.slots = slots
        self.bytes = bytes
        var source = ByteSource(bytes)
        switch source.take(UInt8.self) {
        case 0:
            guard let bits = source.take(T.Bits.self) else { return nil }
            uniform = T(bits: bits)
        case 1:
            uniform = nil
            guard readHead(&source), readAreas(&source) else { return nil }
        default: return nil
        }
    }

    private mutating func readHead(_ source: inout ByteSource) -> Bool {
        guard let code = source.take(UInt8.self) else { return false }
        let read = Grid(code: code) { source.take(UInt64.self).map(Double.init(bitPattern:)) }
        guard let read, let divisor = source.takeVarint(), divisor > 0, divisor < 1 << 62 else { return false }
        if case .significand(let bits) = read, bits > T.significandBits { return false }
        grid = read
        self.divisor = Int64(divisor)
        guard let count = source.takeCount(limit: 512), count > 0, let start = source.skip(count * 2) else {
            return false
        }
        planCount = count
        planStart = start
        indexWidth = BitSink.width(UInt64(count - 1))
        guard let index = source.skip((indexWidth * series + 7) / 8) else { return false }
        indexStart = index
        for number in 0..<count where plan(numbered: number) == nil { return false }
        return true
    }

    private mutating func readAreas(_ source: inout ByteSource) -> Bool {
        bases = PackedNumbers(&source, count: series)
        guard bases != nil else { return false }
        var lowBits = 0, hasCommon = false, lowCount = 0
        for index in 0..<series {
            guard let plan = plan(of: index) else { return false }
            lowCount = plan.lowCount(slots)
            lowBits += lowCount * Int(plan.width)
            if plan.method == .common { hasCommon = true }
        }
        if hasCommon {
            common = PackedNumbers(&source, count: slots)
            guard common != nil else { return false }
        }
        guard let markBytes = source.takeCount(limit: source.left), markBytes % 8 == 0,
            let extraBytes = source.takeCount(limit: source.left), let low = source.skip((lowBits + 7) / 8),
            let marks = source.skip(markBytes), let extra = source.skip(extraBytes),
            let patches = source.takeCount(limit: source.left)
        else { return false }
        guard lowBits == 0 || markBytes >= 8 else { return false }
        lowStart = low
        markStart = marks
        markWords = markBytes / 8
        extraRange = extra..<extra + extraBytes
        patchCount = patches
        patchStart = source.offset
        for _ in 0..<patches {
            guard source.takeVarint() != nil, source.take(UInt8.self) != nil, source.takeVarint() != nil else {
                return false
            }
        }
        guard let exceptions = source.takeCount(limit: source.left) else { return false }
        exceptionCount = exceptions
        exceptionStart = source.offset
        return true
    }

    private func plan(numbered number: Int) -> SeriesPlan? {
        let at = planStart + number * 2
        guard let method = SeriesPlan.Method(rawValue: bytes[at]), bytes[at + 1] <= 64 else { return nil }
        let plan = SeriesPlan(method: method, width: bytes[at + 1])
        return plan.markCount(slots) > 0 && plan.width > 63 ? nil : plan
    }

    /// The plan of a series, nil if its number is none.
    @inline(__always)
    func plan(of index: Int) -> SeriesPlan? {
        guard indexWidth > 0 else { return plan(numbered: 0) }
        let number = Int(
            ColumnBits.careful(bytes, bit: indexStart &* 8 &+ index &* indexWidth, width: indexWidth))
        return number < planCount ? plan(numbered: number) : nil
    }

    var marks: MarkReader { MarkReader(bytes.baseAddress! + markStart, count: markWords) }
}
