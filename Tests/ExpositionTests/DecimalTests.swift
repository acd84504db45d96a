// Numbers: equal to the standard library's own reading, bit for bit, and refused where the format refuses.

import Exposition
import Testing

@Suite struct DecimalTests {
    private func parse(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBytes { Decimal.parse($0) }
    }

    @Test(arguments: [
        "0", "-0", "1", "+1", "1.5", ".5", "5.", "1e5", "1.5e-254", "1.7982312448e+10", "0.1", "123456789012345678",
        "9007199254740993", "9.2233720368547758e+18", "4.9e-324", "1.7976931348623157e308",
    ])
    func readsToTheLastBit(_ text: String) {
        let reference = text.hasSuffix(".") ? Double(text + "0") : Double(text.hasPrefix(".") ? "0" + text : text)
        #expect(parse(text)?.bitPattern == reference?.bitPattern)
    }

    @Test(arguments: ["", "-", ".", "1_000", "0x10", "0x1p-2", "1e", "1e+", "1 ", "abc", "1.2.3", "e5", "--1"])
    func refusesWhatIsNoNumber(_ text: String) {
        #expect(parse(text) == nil)
    }

    @Test func readsWords() {
        #expect(parse("+Inf") == .infinity)
        #expect(parse("-infinity") == -.infinity)
        #expect(parse("NaN")?.isNaN == true)
    }
}
