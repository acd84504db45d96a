// One scrape's numbers, in the order of their series table (unsafe memory: one owner at a time, handed over whole).

/// A reusable row of doubles. Owned by one thread at a time; passing it on gives it away.
public final class PageValues: @unchecked Sendable {
    public private(set) var count = 0
    private var capacity = 0
    public private(set) var base: UnsafeMutablePointer<Double>

    public init(capacity: Int = 128) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// Makes room for `count` values; their contents are undefined until written.
    public func resize(to count: Int) {
        if count > capacity {
            base.deallocate()
            capacity = count + count / 4
            base = .allocate(capacity: capacity)
        }
        self.count = count
    }

    @inlinable public subscript(index: Int) -> Double {
        get { base[index] }
        set { base[index] = newValue }
    }
}
