// Label blocks seen on the page that is being read (unsafe: compares borrowed bytes). A block that stood there before, byte for
// byte, needs no second look: the lines of a GPU all carry the same one, and GPUs come round in the same order.

/// The newest long blocks of one page, and a guess which comes next.
final class BlockMemo {
    private static let limit = 32
    /// Shorter blocks are read faster than compared.
    static let shortest = 48

    private var starts = InlineArray<32, Int>(repeating: 0)
    private var lengths = InlineArray<32, Int>(repeating: 0)
    private var numbers = InlineArray<32, Int32>(repeating: 0)
    private var count = 0
    private var next = 0
    private var oldest = 0
    private var total: Int32 = 0

    func removeAll() {
        count = 0
        next = 0
        oldest = 0
        total = 0
    }

    /// The length and number of the expected block, if it stands at `at`.
    @inline(__always)
    func match(_ bytes: PageBytes, _ at: Int, _ limit: Int) -> (length: Int, number: Int32)? {
        guard count > 0 else { return nil }
        let length = lengths[next]
        guard limit &- at >= length, bytes.same(starts[next], at, length) else { return nil }
        let found = next
        next = next &+ 1 == count ? 0 : next &+ 1
        return (length, numbers[found])
    }

    /// Notes a block that was read.
    ///
    /// - Returns: its number, that of an equal one if there is one; -1 for short ones.
    func note(_ bytes: PageBytes, _ start: Int, _ length: Int) -> Int32 {
        guard length >= Self.shortest else { return -1 }
        for index in 0..<count where lengths[index] == length && bytes.same(starts[index], start, length) {
            next = index + 1 == count ? 0 : index + 1
            return numbers[index]
        }
        let index = count < Self.limit ? count : oldest
        if count < Self.limit { count += 1 } else { oldest = (oldest + 1) % Self.limit }
        starts[index] = start
        lengths[index] = length
        numbers[index] = total
        total += 1
        next = index + 1 == count ? 0 : index + 1
        return total - 1
    }
}
