// One column of a chunk to bytes: many series of one metric over the slots of a block (unsafe inside: borrowed rows and own scratch).
// It chooses how to write; what the bytes mean is in docs/block-format.md, and `ColumnReader` is its mirror.

/// Encodes columns one after the other. Reused: after the first columns it allocates nothing. Used by one thread.
public final class ColumnEncoder<T: StoredNumber> {
    /// The most slots a block may have: slots are numbered with one byte.
    public static var slotLimit: Int { 256 }
    /// Unary marks longer than this become patches.
    static var markLimit: UInt64 { 30 }

    var series = 0
    var slots = 0
    var grid = Grid.none
    var isExact = true
    /// Whole quanta per grid step: all quanta of the column are multiples of it.
    var divisor: Int64 = 1
    /// Quanta, series after series.
    private(set) var quanta: UnsafeMutablePointer<Int64> = .allocate(capacity: 1)
    /// Bits in which any value of a series differs from its first.
    private(set) var differs: UnsafeMutablePointer<T.Bits> = .allocate(capacity: 1)
    private(set) var plans: UnsafeMutablePointer<SeriesPlan> = .allocate(capacity: 1)
    private(set) var bases: UnsafeMutablePointer<Int64> = .allocate(capacity: 1)
    /// Mean quantum of each series that moves.
    private(set) var means: UnsafeMutablePointer<Int64> = .allocate(capacity: 1)
    /// Estimated bits of each series.
    private(set) var costs: UnsafeMutablePointer<Int> = .allocate(capacity: 1)
    /// The motion that all series share, by slot.
    let common: UnsafeMutablePointer<Int64> = .allocate(capacity: ColumnEncoder.slotLimit)
    /// One series' distances from its first quantum, with room for two before it.
    let near: UnsafeMutablePointer<Int32> = .allocate(capacity: ColumnEncoder.slotLimit + 2) + 2
    /// One series' residuals.
    let residuals: UnsafeMutablePointer<Int64> = .allocate(capacity: ColumnEncoder.slotLimit)
    private var seriesCapacity = 0
    private var valueCapacity = 0
    let low = BitSink(), marks = BitSink(), small = BitSink()
    let extra = ByteSink(), patches = ByteSink(), exceptions = ByteSink()
    var patchCount = 0, lastPatched = 0
    var exceptionCount = 0, lastExceptional = 0
    /// Distinct plans of the column.
    var table: [SeriesPlan] = []

    /// Room for columns grows with the largest one encoded.
    public init() { table.reserveCapacity(64) }

    deinit {
        quanta.deallocate()
        differs.deallocate()
        plans.deallocate()
        bases.deallocate()
        costs.deallocate()
        means.deallocate()
        common.deallocate()
        residuals.deallocate()
        (near - 2).deallocate()
    }

    /// Appends one column to `sink`.
    ///
    /// - Parameters:
    ///   - rows: one pointer per slot to the values of all series, oldest first; 1 to 256.
    ///   - count: series, that is values behind each pointer; at least 1.
    func encode(
        rows: UnsafeBufferPointer<UnsafePointer<T>>, count: Int, precision: Precision, into sink: ByteSink
    ) {
        precondition(!rows.isEmpty && rows.count <= Self.slotLimit && count > 0, "a column has 1 to 256 slots")
        begin(count, rows.count)
        let first = rows[0]
        scan(rows, first)
        var isUniform = true
        for index in 0..<series where differs[index] != 0 || first[index].bits != first[0].bits { isUniform = false }
        if isUniform {
            sink.append(UInt8(0))
            sink.append(first[0].bits)
            return
        }
        isExact = precision == .exact
        grid = chooseGrid(rows, precision)
        quantise(rows)
        divide()
        plan(rows)
        sink.append(UInt8(1))
        write(rows, to: sink)
    }

    private func begin(_ series: Int, _ slots: Int) {
        self.series = series
        self.slots = slots
        if series > seriesCapacity {
            seriesCapacity = series
            differs.deallocate()
            plans.deallocate()
            bases.deallocate()
            costs.deallocate()
            costs = .allocate(capacity: series)
            means.deallocate()
            means = .allocate(capacity: series)
            differs = .allocate(capacity: series)
            plans = .allocate(capacity: series)
            bases = .allocate(capacity: series)
        }
        if series * slots > valueCapacity {
            valueCapacity = series * slots
            quanta.deallocate()
            quanta = .allocate(capacity: valueCapacity)
        }
        low.removeAll()
        marks.removeAll()
        extra.removeAll()
        patches.removeAll()
        exceptions.removeAll()
        (patchCount, lastPatched, exceptionCount, lastExceptional) = (0, 0, 0, 0)
        divisor = 1
    }

    private func scan(_ rows: UnsafeBufferPointer<UnsafePointer<T>>, _ first: UnsafePointer<T>) {
        differs.initialize(repeating: 0, count: series)
        let differs = differs, count = series
        for row in rows {
            for index in 0..<count { differs[index] |= row[index].bits ^ first[index].bits }
        }
    }
}

extension ColumnEncoder where T == Float {
    /// Appends one column of track values, each row one slot's values of consecutive entities.
    public func encodeTrack(
        rows: UnsafeBufferPointer<UnsafePointer<Float>>, count: Int, precision: Precision, into sink: ByteSink
    ) { encode(rows: rows, count: count, precision: precision, into: sink) }
}

extension ColumnEncoder where T == Double {
    /// Appends one column of wire values, each row one scrape's values of consecutive series.
    public func encodeWire(
        rows: UnsafeBufferPointer<UnsafePointer<Double>>, count: Int, precision: Precision, into sink: ByteSink
    ) { encode(rows: rows, count: count, precision: precision, into: sink) }
}
