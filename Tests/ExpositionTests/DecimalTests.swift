// Numbers: equal to the standard library's own reading, bit for bit, and refused where the format refuses.

import Exposition
import Testing

@Suite struct DecimalTests {
    private func parse(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBytes { Decimal.parse($0) }
    }

    /// The same number on a page, with more behind it: short ones are read in another way there.
    private func parseInPage(_ text: String) -> Double? {
        let samples = PageSamples()
        return Array("a \(text)\n# what follows the number\n".utf8).withUnsafeBytes {
            _ = samples.read($0, .prometheus, limits: .lifted)
            return samples.count == 1 ? samples[0].value : nil
        }
    }

    @Test(arguments: [
        "0", "-0", "1", "+1", "1.5", ".5", "5.", "1e5", "1.5e-254", "1.7982312448e+10", "0.1", "123456789012345678",
        "9007199254740993", "9.2233720368547758e+18", "4.9e-324", "1.7976931348623157e308",
    ])
    func readsToTheLastBit(_ text: String) {
        let reference = text.hasSuffix(".") ? Double(text + "0") : Double(text.hasPrefix(".") ? "0" + text : text)
        #expect(parse(text)?.bitPattern == reference?.bitPattern)
        #expect(parseInPage(text)?.bitPattern == reference?.bitPattern)
    }

    /// All that is nearly a number, of every length that is read at once.
    @Test func nearNumbersAreReadAsTheStandardLibraryDoes() {
        var random = SplitMix(seed: 7)
        let signs = Array("0123456789..eE+-e+09_x")
        for length in 1...18 {
            for _ in 0..<3_000 {
                let text = String((0..<length).map { _ in signs[Int(random.next() % UInt64(signs.count))] })
                #expect(parseInPage(text)?.bitPattern == parse(text)?.bitPattern, "\(text)")
            }
        }
    }

    @Test(arguments: ["", "-", ".", "1_000", "0x10", "0x1p-2", "1e", "1e+", "1 ", "abc", "1.2.3", "e5", "--1"])
    func refusesWhatIsNoNumber(_ text: String) {
        #expect(parse(text) == nil)
    }

    @Test(arguments: ["1e400", "-1e309", "1.7976931348623159e308"])
    func refusesWhatNoDoubleHolds(_ text: String) { #expect(parse(text) == nil) }

    @Test(arguments: [
        "1e-400", "-0.0", "4.9406564584124654e-324", "0e999", "00000000000000000000000000000000000000001",
    ])
    func smallestNumbersAreNumbers(_ text: String) { #expect(parse(text)?.bitPattern == Double(text)?.bitPattern) }

    /// Halves between two doubles, where one bit decides: built from the exact decimal expansion.
    @Test func tiesGoToEven() {
        for (text, bits) in [
            ("9007199254740993", 9007199254740992.0), ("9007199254740995", 9007199254740996.0),
            ("900719925474099.3e1", 9007199254740992.0), ("4503599627370496.5", 4503599627370496.0),
            ("4503599627370497.5", 4503599627370498.0), ("1152921504606847104", 1152921504606846976.0),
            ("1152921504606847105", 1152921504606847232.0),
        ] { #expect(parse(text)?.bitPattern == bits.bitPattern, "\(text)") }
    }

    @Test(arguments: [1, 2, 3, 4]) func randomNumbersEqualTheStandardLibrary(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<20_000 {
            let text: String
            switch random.next() % 5 {
            case 0: text = "\(Double(bitPattern: random.next() & 0x7FEF_FFFF_FFFF_FFFF))"
            case 1: text = "\(random.next() >> (random.next() % 64)).\(random.next() >> (random.next() % 64))"
            case 2: text = "\(random.next() >> (random.next() % 60))e\(Int(random.next() % 60) - 40)"
            case 3: text = "0.\(String(repeating: "0", count: Int(random.next() % 20)))\(random.next() >> 20)"
            default: text = "\(Double(random.next() % 1_000_000_000) / Double(1 + random.next() % 1_000))"
            }
            let mine = parse(text), reference = Double(text)
            #expect(mine?.bitPattern == reference?.bitPattern, "\(text)")
            #expect(parseInPage(text)?.bitPattern == reference?.bitPattern, "\(text)")
        }
    }

    @Test func readsWords() {
        #expect(parse("+Inf") == .infinity)
        #expect(parse("-infinity") == -.infinity)
        #expect(parse("NaN")?.isNaN == true)
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
