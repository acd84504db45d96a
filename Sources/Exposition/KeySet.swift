// A set of 64 bit hashes (unsafe: one buffer, one owner), cleared and used again for every page. It compares no bytes:
// two keys that collide make one page of the one who made them be refused, once in 2^64 pairs.

/// Open addressing, linear probing, at most half full. Grows with the largest page seen.
final class KeySet {
    private var keys: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        mask = capacity.nextPowerOfTwo &* 2 &- 1
        keys = .allocate(capacity: mask &+ 1)
        keys.initialize(repeating: 0, count: mask &+ 1)
    }

    deinit { keys.deallocate() }

    func removeAll() {
        if count > 0 { keys.update(repeating: 0, count: mask &+ 1) }
        count = 0
    }

    /// - Returns: false if the key is there already.
    @inline(__always)
    func insert(_ key: UInt64) -> Bool {
        let key = key == 0 ? 1 : key
        var index = Int(truncatingIfNeeded: key) & mask
        while keys[index] != 0 {
            if keys[index] == key { return false }
            index = (index &+ 1) & mask
        }
        keys[index] = key
        count &+= 1
        if count &* 2 > mask { grow() }
        return true
    }

    private func grow() {
        let old = keys, oldCount = mask &+ 1
        mask = oldCount &* 2 &- 1
        keys = .allocate(capacity: mask &+ 1)
        keys.initialize(repeating: 0, count: mask &+ 1)
        for position in 0..<oldCount where old[position] != 0 {
            var index = Int(truncatingIfNeeded: old[position]) & mask
            while keys[index] != 0 { index = (index &+ 1) & mask }
            keys[index] = old[position]
        }
        old.deallocate()
    }
}

extension Int {
    /// The smallest power of two that is not less.
    var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
