// The page writer: numbers as Go's exporters print them.

import Exposition
import Testing

struct PageBufferTests {
    @Test(arguments: [
        (Int64(0), 0, "0"), (999_999, 0, "999999"), (1_000_000, 0, "1e+06"), (17_982_312_448, 0, "1.7982312448e+10"),
        (1234, 2, "12.34"),
        (1200, 2, "12"), (123_456_789, 2, "1.23456789e+06"), (-5, 1, "-0.5"), (100_000_000, 2, "1e+06"),
        (99_999_900, 2, "999999"),
    ])
    func numbersAsGoPrintsThem(mantissa: Int64, decimals: Int, text: String) {
        var page = PageBuffer(capacity: 64)
        page.append(go: mantissa, decimals: decimals)
        #expect(String(decoding: page.bytes, as: UTF8.self) == text)
    }

    @Test func scaledKeepsItsDecimals() {
        var page = PageBuffer(capacity: 64)
        page.append(scaled: 526_913_000, decimals: 6)
        page.append(byte: 0x20)
        page.append(scaled: -42, decimals: 3)
        #expect(String(decoding: page.bytes, as: UTF8.self) == "526.913000 -0.042")
    }

    @Test func growsAsNeeded() {
        var page = PageBuffer(capacity: 64)
        for _ in 0..<1_000 { page.append("0123456789") }
        #expect(page.count == 10_000)
        #expect(page.bytes.last == 0x39)
    }
}
