// Numbers through the delta frames of the wire, to the bit.

import Foundation
import Testing

@testable import Recording

struct PageCoderTests {
    @Test func everyNumberComesBackToTheBit() {
        let awkward: [Double] = [
            0, -0.0, 1, -1, 0.1, 731.234, 0.957321, 1e300, -1e-300, .infinity, -.infinity, .nan,
            Double(bitPattern: 0x7FF0_0000_0000_0002), 9_007_199_254_740_991, 9_007_199_254_740_993, 1.7982312448e+10,
            5e-324, 123456789.123456,
        ]
        var generator = SystemRandomNumberGenerator()
        var encoder = PageCoder(series: awkward.count), decoder = PageCoder(series: awkward.count)
        for _ in 0..<200 {
            var page = awkward
            for index in page.indices where Bool.random(using: &generator) {
                page[index] = awkward.randomElement(using: &generator)!
            }
            page[1] += Double.random(in: -1...1, using: &generator)
            var writer = ByteWriter()
            page.withUnsafeBufferPointer { encoder.encode($0, into: &writer) }
            var reader = ByteReader(writer.bytes)
            let isGood = decoder.decode(&reader)
            #expect(isGood)
            #expect(reader.isAtEnd)
            #expect(decoder.values.map(\.bitPattern) == page.map(\.bitPattern))
        }
    }
}
