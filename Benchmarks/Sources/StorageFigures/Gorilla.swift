// What XOR alone takes: the float part of Gorilla (Pelkonen et al., VLDB 2015), counted, not written.

enum Gorilla {
    /// Bits of one series of doubles.
    static func bits(_ values: some Sequence<Double>) -> Int {
        var bits = 0, before: UInt64 = 0, isFirst = true
        var leading = 65, trailing = 0
        for value in values {
            let pattern = value.bitPattern
            if isFirst {
                bits += 64
                isFirst = false
            } else {
                let difference = pattern ^ before
                if difference == 0 {
                    bits += 1
                } else {
                    let lead = min(31, difference.leadingZeroBitCount), trail = difference.trailingZeroBitCount
                    if leading <= lead, trailing <= trail, leading < 65 {
                        bits += 2 + 64 - leading - trailing
                    } else {
                        (leading, trailing) = (lead, trail)
                        bits += 2 + 5 + 6 + 64 - lead - trail
                    }
                }
            }
            before = pattern
        }
        return bits
    }
}
