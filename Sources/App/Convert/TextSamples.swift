// All samples of a text, scanned on every core (unsafe: borrows the text). Lines say nothing of one another, so a text may be cut at any. A dump of
// OpenMetrics is wanted for its values: what its grammar forbids, bad lines and mixed order, costs no more than those lines.

import Exposition
import Foundation

/// The samples in the order of the text, as if one scanner had read it.
struct TextSamples {
    /// Less is not worth a second scanner.
    static let partBytes = 4 << 20

    private let parts: [PageSamples]
    /// Bytes before each part, and samples.
    private let offsets: [Int]
    private let starts: [Int]
    /// Why OpenMetrics refuses the text, whose lines were then read one by one.
    let refusal: LineFault?

    /// - Parameter partBytes: what a scanner gets at least.
    init(_ text: UnsafeRawBufferPointer, _ grammar: PageGrammar, partBytes: Int = Self.partBytes) {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        // What a page of OpenMetrics may say depends on all that was said before.
        let count = grammar == .openmetrics ? 1 : max(1, min(cores, text.count / max(1, partBytes)))
        var offsets = [0]
        for part in 1..<max(1, count) {
            let from = max(offsets[part - 1], text.count / count * part)
            offsets.append(text[from...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count)
        }
        let parts = offsets.map { _ in PageSamples() }
        nonisolated(unsafe) let bytes = text, readers = parts
        DispatchQueue.concurrentPerform(iterations: count) { [offsets] part in
            let end = part + 1 < count ? offsets[part + 1] : bytes.count
            _ = readers[part].read(
                UnsafeRawBufferPointer(rebasing: bytes[offsets[part]..<end]), grammar, limits: .lifted)
        }
        refusal = grammar == .openmetrics ? parts[0].faults.kept.first : nil
        if refusal != nil { _ = parts[0].read(text, grammar, limits: .lifted, loose: true) }
        self.parts = parts
        self.offsets = offsets
        starts = parts.indices.map { parts[..<$0].reduce(0) { $0 + $1.count } }
    }

    var count: Int { starts[starts.count - 1] + parts[parts.count - 1].count }

    var hasTimestamps: Bool { parts.contains(where: \.hasTimestamps) }

    /// Bad lines, counted from the first of the text.
    ///
    /// - Parameter before: lines in front of the text.
    func add(to faults: inout TextFaults, after before: Int) {
        var lines = before
        for part in parts {
            faults.add(part.faults, after: lines)
            lines += part.count + part.skipped + part.faults.count
        }
        if let refusal { faults.doubt(refusal, after: before) }
    }

    /// A sample in the order of the text. Unchecked: the index must be below `count`.
    subscript(index: Int) -> PageSample {
        var part = parts.count - 1
        while starts[part] > index { part -= 1 }
        return parts[part][index - starts[part]].moved(by: offsets[part])
    }
}
