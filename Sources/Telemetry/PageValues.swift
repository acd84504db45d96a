// One scrape's numbers, in the order of their series table (unsafe memory: one owner at a time, handed over whole).

/// A reusable row of doubles, with the exporter's own timestamps where the page has them. Owned by one thread at a time;
/// passing it on gives it away.
public final class PageValues: @unchecked Sendable {
    /// In place of a timestamp, for series that have none.
    public static let noTimestamp = Int64.min

    /// Values of the page; 0 until the first `resize`.
    @exclusivity(unchecked) public private(set) var count = 0
    @exclusivity(unchecked) private var capacity = 0
    /// The first of `count` values. Moves whenever the row has to grow.
    @exclusivity(unchecked) public private(set) var base: UnsafeMutablePointer<Double>
    @exclusivity(unchecked) private var stampCapacity = 0
    @exclusivity(unchecked) private var stamps: UnsafeMutablePointer<Int64>?
    /// The page carries timestamps: each value has one, or `noTimestamp`.
    @exclusivity(unchecked) public private(set) var hasTimestamps = false

    /// - Parameter capacity: values that fit before the row has to grow.
    public init(capacity: Int = 128) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
        stamps?.deallocate()
    }

    /// Makes room for `count` values; their contents are undefined until written.
    public func resize(to count: Int, timestamps: Bool = false) {
        if count > capacity {
            base.deallocate()
            capacity = count + count / 4
            base = .allocate(capacity: capacity)
        }
        // `extend` relies on it: where there are timestamps, there is room for as many as for values.
        if timestamps, stampCapacity < capacity {
            stamps?.deallocate()
            stampCapacity = capacity
            stamps = .allocate(capacity: capacity)
        }
        self.count = count
        hasTimestamps = timestamps
    }

    /// Makes room for more values behind those already written, which stay.
    public func extend(to count: Int) {
        guard count > capacity else {
            self.count = count
            return
        }
        let old = base, oldStamps = stamps, kept = self.count
        capacity = count + count / 4
        base = .allocate(capacity: capacity)
        base.update(from: old, count: kept)
        old.deallocate()
        if hasTimestamps, let oldStamps {
            let grown = UnsafeMutablePointer<Int64>.allocate(capacity: capacity)
            grown.update(from: oldStamps, count: kept)
            oldStamps.deallocate()
            stamps = grown
            stampCapacity = capacity
        }
        self.count = count
    }

    /// Milliseconds since 1970 for each value, or `noTimestamp`; nil if the page has none at all.
    public var timestamps: UnsafeMutablePointer<Int64>? { hasTimestamps ? stamps : nil }

    /// Takes the numbers of another row, without timestamps. That row stays as long as it was, to be written again.
    public func takeNumbers(of other: PageValues) {
        swap(&base, &other.base)
        swap(&capacity, &other.capacity)
        count = other.count
        hasTimestamps = false
        other.resize(to: count, timestamps: other.hasTimestamps)
    }

    /// A copy of all numbers.
    public var numbers: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// The exporter's times shall not count.
    public func dropTimestamps() { hasTimestamps = false }

    /// When the exporter took this value, nil if it does not say.
    public func timestamp(at index: Int) -> Timestamp? {
        guard let stamps = timestamps, stamps[index] != Self.noTimestamp else { return nil }
        return Timestamp(milliseconds: stamps[index])
    }

    /// A value by its position on the page. Unchecked: the index must be below `count`.
    @inlinable public subscript(index: Int) -> Double {
        get { base[index] }
        set { base[index] = newValue }
    }
}
