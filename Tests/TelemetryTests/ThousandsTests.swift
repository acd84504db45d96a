// Commas between thousands, and nowhere else.

import Telemetry
import Testing

struct ThousandsTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (13_800, "13,800"), (1_000_000, "1,000,000"), (-1_234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ]) func threeDigitsMakeAGroup(value: Int, words: String) {
        #expect(Thousands.grouped(value) == words)
    }
}
