// All samples of one page in either grammar (unsafe: one growing buffer, one owner). For pages that are read in full.

import Glibc

/// A reusable list of samples with the counts that say where every line went.
public final class PageSamples {
    /// How reading a page ended.
    public enum Outcome: Sendable {
        case read
        /// OpenMetrics: the first fault refuses the page.
        case refused(LineFault)
        case tooManySamples(limit: Int)
        case tooLarge(limitBytes: Int)
    }

    private var base: UnsafeMutablePointer<PageSample>
    private var capacity = 128
    /// Samples read, those before a fault or limit that ended the reading among them.
    public private(set) var count = 0
    /// Comments, metadata and blank lines.
    public private(set) var skipped = 0
    /// Bad lines; in OpenMetrics the one that refused the page.
    public private(set) var faults = FaultLog()
    /// Exemplars of an OpenMetrics page that was read to its end; else 0.
    public private(set) var exemplars = 0
    /// Whether any sample has a timestamp of its own.
    public private(set) var hasTimestamps = false
    private let workspace: ScannerWorkspace

    /// - Parameter workspace: used by this list alone while it reads.
    public init(workspace: ScannerWorkspace = ScannerWorkspace()) {
        self.workspace = workspace
        base = malloc(capacity * MemoryLayout<PageSample>.stride)!.assumingMemoryBound(to: PageSample.self)
    }

    deinit { free(base) }

    /// A sample in page order. Unchecked: the index must be below `count`.
    public subscript(index: Int) -> PageSample { base[index] }

    /// In page order. Valid until the next `read`.
    public var samples: UnsafeBufferPointer<PageSample> { UnsafeBufferPointer(start: base, count: count) }

    /// Reads a page from its first byte to its last.
    ///
    /// - Parameter loose: whether OpenMetrics is read line by line, so that a bad line costs itself alone, in any order. Families, exemplars
    ///   and series that stand there twice are not looked at.
    public func read(
        _ page: UnsafeRawBufferPointer, _ grammar: PageGrammar, limits: PageLimits, loose: Bool = false
    ) -> Outcome {
        count = 0
        skipped = 0
        exemplars = 0
        faults.removeAll()
        hasTimestamps = false
        guard page.count <= min(limits.pageBytes, 1 << 31) else { return .tooLarge(limitBytes: limits.pageBytes) }
        return switch grammar {
        case .prometheus: readText(page, limits)
        case .openmetrics: readOpenMetrics(page, limits, loose)
        }
    }

    private func readText(_ page: UnsafeRawBufferPointer, _ limits: PageLimits) -> Outcome {
        var scanner = TextScanner(page, limits: limits, workspace: workspace, remembersBlocks: true)
        while true {
            switch scanner.next() {
            case .end: return .read
            case .skipped: skipped &+= 1
            case .bad(let fault): faults.append(fault)
            case .sample:
                guard count < limits.samples else { return .tooManySamples(limit: limits.samples) }
                append(
                    scanner.name, scanner.labels, scanner.number, scanner.sampleEnd, scanner.value,
                    scanner.timestampMs, scanner.block)
            }
        }
    }

    private func readOpenMetrics(_ page: UnsafeRawBufferPointer, _ limits: PageLimits, _ loose: Bool) -> Outcome {
        var scanner = OpenMetricsScanner(page, limits: limits, workspace: workspace, loose: loose)
        while true {
            switch scanner.next() {
            case .end:
                exemplars = scanner.exemplars
                return .read
            case .skipped: skipped &+= 1
            case .bad(let fault):
                faults.append(fault)
                guard loose else { return .refused(fault) }
            case .sample:
                append(
                    scanner.name, scanner.labels, scanner.number, scanner.number.upperBound, scanner.value,
                    scanner.timestampMs, -1)
            }
        }
    }

    @inline(__always)
    private func append(
        _ name: Range<Int>, _ labels: Range<Int>, _ number: Range<Int>, _ end: Int, _ value: Double, _ stamp: Int64?,
        _ block: Int32
    ) {
        if count == capacity { grow() }
        if stamp != nil { hasTimestamps = true }
        base[count] = PageSample(name, labels, number, end: end, value, stamp, block: block)
        count &+= 1
    }

    /// What is to be said of a sample whose series stood before.
    public func repeats(_ sample: PageSample, in page: UnsafeRawBufferPointer) -> LineFault {
        let line = page[..<Int(sample.nameStart)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        return LineFault(line: line, column: 1, reason: .repeatedSeries)
    }

    private func grow() {
        capacity *= 2
        // A large block is moved by the kernel without a copy.
        guard let grown = realloc(base, capacity * MemoryLayout<PageSample>.stride) else { fatalError("no memory") }
        base = grown.assumingMemoryBound(to: PageSample.self)
    }
}
