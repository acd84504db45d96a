// One target's pages, one after the other, in few bytes (unsafe: borrows a page's numbers): each as the change of its printed decimal,
// lossless to the bit.

/// Encoder and decoder of the pages of one layout; both start from nothing. Not for seeking: sealed chunks are.
struct PageCoder {
    /// Exponents are powers of ten; this one stands for eight raw bytes.
    private static let raw: UInt8 = 15
    private static let maxExponent: UInt8 = 9
    private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
    private static let whole = 9_007_199_254_740_992.0

    private(set) var values: [Double] = []
    private var decimals: [Int64] = []
    private var exponents: [UInt8] = []

    init(series: Int = 0) { reset(series: series) }

    /// Forgets what came before: a new layout, or a new span.
    mutating func reset(series: Int) {
        values = Array(repeating: 0, count: series)
        decimals = Array(repeating: 0, count: series)
        exponents = Array(repeating: 0, count: series)
    }

    mutating func encode(_ page: UnsafeBufferPointer<Double>, into writer: inout ByteWriter) {
        for index in 0..<min(page.count, values.count) {
            let value = page[index]
            if value.bitPattern == values[index].bitPattern {
                writer.put(UInt64(0))
                continue
            }
            values[index] = value
            if exponents[index] != Self.raw, let decimal = Self.decimal(value, exponents[index]) {
                let change = decimal &- decimals[index]
                writer.put(UInt64(bitPattern: (change << 1) ^ (change >> 63)) << 1)
                decimals[index] = decimal
                continue
            }
            writeAnew(value, index, &writer)
        }
    }

    private mutating func writeAnew(_ value: Double, _ index: Int, _ writer: inout ByteWriter) {
        for exponent in 0...Self.maxExponent {
            guard let decimal = Self.decimal(value, exponent) else { continue }
            writer.put(UInt64(exponent) << 1 | 1)
            writer.put(signed: decimal)
            exponents[index] = exponent
            decimals[index] = decimal
            return
        }
        exponents[index] = Self.raw
        writer.put(UInt64(Self.raw) << 1 | 1)
        writer.put(bits: value)
    }

    /// The whole number that `value` is at this exponent, nil if it is none that gives the same bits back.
    ///
    /// Bounded to 2^53, so that a change of two fits the code with room for its marks.
    @inline(__always)
    private static func decimal(_ value: Double, _ exponent: UInt8) -> Int64? {
        let power = powers[Int(exponent)]
        let scaled = (value * power).rounded()
        guard abs(scaled) < whole else { return nil }
        let decimal = Int64(scaled)
        return (Double(decimal) / power).bitPattern == value.bitPattern ? decimal : nil
    }

    /// Reads the next page into `values`. False if the bytes are damaged.
    mutating func decode(_ reader: inout ByteReader) -> Bool {
        for index in values.indices {
            let code = reader.number()
            if code == 0 { continue }
            if code & 1 == 0 {
                guard exponents[index] <= Self.maxExponent else { return false }
                let zigzag = code >> 1
                decimals[index] &+= Int64(bitPattern: (zigzag >> 1) ^ (0 &- (zigzag & 1)))
                values[index] = Double(decimals[index]) / Self.powers[Int(exponents[index])]
                continue
            }
            let exponent = code >> 1
            if exponent == UInt64(Self.raw) {
                exponents[index] = Self.raw
                values[index] = reader.double()
            } else {
                guard exponent <= UInt64(Self.maxExponent) else { return false }
                exponents[index] = UInt8(exponent)
                decimals[index] = reader.signed()
                values[index] = Double(decimals[index]) / Self.powers[Int(exponent)]
            }
        }
        return reader.isValid
    }
}
