// The C path's memory of pages (unsafe: owns heads as C wants them): heads back to back, one length for each line.

import CReference
import Exposition

final class CachedReference {
    private var heads: [[UInt8]] = []
    private var lengths: [[UInt32]] = []
    private var out = [Double](repeating: 0, count: 1 << 16)

    init(_ pages: [[UInt8]]) {
        let samples = PageSamples()
        for page in pages {
            var bytes: [UInt8] = [], own: [UInt32] = []
            page.withUnsafeBytes { raw in
                _ = samples.read(raw, .prometheus, limits: .lifted)
                var end = 0
                for sample in samples.samples {
                    bytes += raw[end..<sample.number.lowerBound]
                    own.append(UInt32(sample.number.lowerBound - end))
                    // The line feed belongs to the number, as the C path reads it.
                    end = sample.end + 1
                }
            }
            heads.append(bytes)
            lengths.append(own)
        }
    }

    func read(_ pages: [[UInt8]]) {
        for (index, page) in pages.enumerated() {
            let matched = reference_cached(page, page.count, heads[index], lengths[index], lengths[index].count, &out)
            precondition(matched == lengths[index].count)
        }
    }
}
