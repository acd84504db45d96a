// Numbers as people read them, hostile ones included.

import Console
import Telemetry
import Testing

struct FiguresTests {
    @Test func numbersAsPeopleReadThem() {
        #expect(Figures.count(13_800) == "13,800")
        #expect(Figures.count(-1_234_567) == "-1,234,567")
        #expect(Figures.value(0.714, .ratio) == "71.4 %")
        #expect(Figures.value(1352.4, .watts) == "1,352 W")
        #expect(Figures.value(24_100_000, .watts) == "24.1 MW")
        #expect(Figures.value(65.6, .celsius) == "66 °C")
        #expect(Figures.fixed(-0.04, 1) == "0.0")
        #expect(Figures.age(41_000) == "41 s")
        #expect(Figures.age(192_000) == "3m12s")
        #expect(Figures.age(21_900_000) == "6h05m")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e18, .leastNonzeroMagnitude])
    func hostileNumbersDoNotTrap(value: Double) {
        for unit in [Unit.ratio, .watts, .celsius, .hertz, .bytes, .bytesPerSecond, .seconds, .count, .code, .bitmask] {
            _ = Figures.value(value, unit)
            _ = Figures.tiny(value, unit)
        }
        #expect(Figures.value(.nan, .ratio) == "–")
    }
}
