// Which series an OpenMetrics page had, in bytes (unsafe: compares borrowed ones): equal names and labels are the same table.

import Exposition
import Glibc

/// Names and label sets of a page, back to back.
final class SeriesSignature {
    private let bytes: [UInt8]
    private let lengths: [Int32]

    init(_ samples: PageSamples, _ page: UnsafeRawBufferPointer) {
        var bytes: [UInt8] = [], lengths: [Int32] = []
        for sample in samples.samples {
            let range = sample.name.lowerBound..<sample.number.lowerBound
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: page[range]))
            lengths.append(Int32(truncatingIfNeeded: range.count))
        }
        self.bytes = bytes
        self.lengths = lengths
    }

    func matches(_ samples: PageSamples, _ page: UnsafeRawBufferPointer) -> Bool {
        guard samples.count == lengths.count, let base = page.baseAddress else { return false }
        return bytes.withUnsafeBytes { known in
            var offset = 0
            for (index, sample) in samples.samples.enumerated() {
                let start = sample.name.lowerBound, length = sample.number.lowerBound - start
                guard length == lengths[index], memcmp(known.baseAddress! + offset, base + start, length) == 0 else {
                    return false
                }
                offset += length
            }
            return true
        }
    }
}
