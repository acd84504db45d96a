// One of a kind is not several.

import Telemetry
import Testing

struct PluralTests {
    @Test func oneTakesTheSingularAndNothingElseDoes() {
        #expect(Plural.counted(1, "host") == "1 host")
        for count in [-1, 0, 2, 11, 13_800] { #expect(Plural.counted(count, "GPU") == "\(count) GPUs") }
        #expect(Plural.counted(Int64(1), "family", "families") == "1 family")
        #expect(Plural.counted(UInt8(3), "family", "families") == "3 families")
        #expect(Plural.noun("shelf", of: 2, "shelves") == "shelves")
    }
}
