// Whole numbers in a page: millisecond timestamps.

extension PageBytes {
    /// Digits with an optional minus sign up to a blank or `limit`, inside of 64 bits.
    @inline(__always)
    func integer(_ at: inout Int, _ limit: Int) -> Int64? {
        let negative = self[at] == 0x2D
        if negative { at &+= 1 }
        let start = at
        var result: UInt64 = 0
        while at < limit, self[at] &- 0x30 < 10 {
            guard at &- start < 19 else { return nil }
            result = result &* 10 &+ UInt64(self[at] &- 0x30)
            at &+= 1
        }
        guard at > start, at == limit || self[at] <= 0x20, result <= UInt64(Int64.max) else { return nil }
        let value = Int64(result)
        return negative ? -value : value
    }
}
