// Bits come out in the order they went in, wherever words end.

import Testing

@testable import Storage

struct BitSinkTests {
    @Test(arguments: 1...20) func keepsWhatAPlainListOfBitsKeeps(seed: Int) {
        var random = ColumnCodecTests.Random(state: UInt64(seed))
        let sink = BitSink(capacity: 1)
        // Twice, since the memory is used again.
        for _ in 0..<2 {
            var plain: [Bool] = []
            sink.removeAll()
            for _ in 0..<40 {
                sink.reserve(30 * 64)
                var tail = sink.tail()
                for _ in 0..<Int.random(in: 0...30, using: &random) {
                    if Bool.random(using: &random) {
                        let width = Int.random(in: 0...64, using: &random)
                        let value = width == 0 ? 0 : random.next() >> UInt64(64 - width)
                        tail.append(value, width: width)
                        plain += (0..<width).map { value >> UInt64($0) & 1 == 1 }
                    } else {
                        let zeros = Int.random(in: 0...63, using: &random)
                        tail.mark(after: zeros)
                        plain += Array(repeating: false, count: zeros) + [true]
                    }
                }
                sink.close(tail)
            }
            let kept = (0..<sink.count).map { sink.words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
            #expect(kept == plain)
        }
    }
}
