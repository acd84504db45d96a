// Reads the Prometheus text format, 0.0.4 and 1.0.0, line by line (unsafe: borrows the page; allocates nothing on good lines).
// Lenient: a bad line costs that line. It gives samples no meaning and follows no TYPE.

/// A cursor over the lines of one page.
///
/// Every line is a sample, skipped (comment, metadata, blank) or bad, so the three counts add up to the lines.
public struct TextScanner {
    let bytes: PageBytes
    let limits: PageLimits
    let marks: LabelMarks
    /// nil: labels are taken apart on every line.
    private let memo: BlockMemo?
    private var position = 0

    /// 1 based number of the current line.
    public private(set) var lineNumber = 0
    /// The current line without its line feed.
    public private(set) var line = 0..<0
    /// Of the current sample, as offsets into the page; inside the quotes if it is quoted.
    public internal(set) var name = 0..<0
    /// Between the braces, without them; empty if there are none.
    public internal(set) var labels = 0..<0
    /// The digits of the value.
    public private(set) var number = 0..<0
    /// Of the current sample; NaN and infinities as the page has them.
    public private(set) var value = 0.0
    /// Milliseconds, nil if the line has none.
    public private(set) var timestampMs: Int64?
    /// After the last token of the sample.
    public private(set) var sampleEnd = 0
    /// Equal numbers mean equal label blocks; -1 says nothing.
    private(set) var block: Int32 = -1

    /// - Parameters:
    ///   - page: must outlive the scanner.
    ///   - workspace: reused from page to page; used by one scanner at a time.
    public init(
        _ page: UnsafeRawBufferPointer, limits: PageLimits = PageLimits(),
        workspace: ScannerWorkspace = ScannerWorkspace()
    ) {
        self.init(page, limits: limits, workspace: workspace, remembersBlocks: false)
    }

    /// - Parameter remembersBlocks: a label block that stood on the page before is not taken apart again.
    init(
        _ page: UnsafeRawBufferPointer, limits: PageLimits, workspace: ScannerWorkspace, remembersBlocks: Bool
    ) {
        bytes = PageBytes(page)
        self.limits = limits
        marks = workspace.labels
        memo = remembersBlocks ? workspace.memo : nil
        memo?.removeAll()
    }

    /// Continues at the start of another line. Line numbers count from there.
    public mutating func seek(to offset: Int) {
        position = offset
        lineNumber = 0
    }

    /// Goes to the next line.
    public mutating func next() -> PageLine {
        guard position < bytes.count else { return .end }
        lineNumber &+= 1
        let start = position
        let end = bytes.lineEnd(from: start)
        line = Range(uncheckedBounds: (start, end))
        position = end &+ 1
        guard end &- start <= limits.lineBytes else { return fault(start, .lineLength) }
        var limit = end
        while limit > start, PageBytes.isBlank(bytes[limit &- 1]) || bytes[limit &- 1] == 0x0D { limit &-= 1 }
        var at = start
        bytes.skipBlanks(&at, limit)
        if at == limit || bytes[at] == 0x23 { return .skipped }
        return sample(&at, limit)
    }

    @inline(__always)
    private mutating func sample(_ at: inout Int, _ limit: Int) -> PageLine {
        let start = at
        labels = Range(uncheckedBounds: (start, start))
        if bytes[at] != 0x7B {
            guard PageBytes.isNameStart(bytes[at]) else { return fault(at, bytes[at] == 0 ? .control : .name) }
            repeat { at &+= 1 } while at < limit && PageBytes.isNameByte(bytes[at])
        }
        name = Range(uncheckedBounds: (start, at))
        bytes.skipBlanks(&at, limit)
        block = -1
        if at < limit, bytes[at] == 0x7B {
            if let memo, at > start {
                if let known = memo.match(bytes, at, limit) {
                    labels = Range(uncheckedBounds: (at &+ 1, at &+ known.length &- 1))
                    at &+= known.length
                    block = known.number
                } else {
                    let from = at
                    if let fault = labelBlock(&at, limit) { return .bad(fault) }
                    block = memo.note(bytes, from, at &- from)
                }
            } else if let fault = labelBlock(&at, limit) {
                return .bad(fault)
            }
            if name.isEmpty { return fault(labels.lowerBound, .name) }
            bytes.skipBlanks(&at, limit)
        } else if at == name.upperBound {
            return fault(at, at < limit && bytes[at] == 0 ? .control : .value)
        }
        return numbers(&at, limit)
    }

    @inline(__always)
    private mutating func numbers(_ at: inout Int, _ limit: Int) -> PageLine {
        let start = at
        guard let parsed = Decimal.read(bytes.base, &at, bytes.count), at >= limit || PageBytes.isBlank(bytes[at])
        else {
            return fault(start, valueReason(start, limit))
        }
        number = Range(uncheckedBounds: (start, at))
        value = parsed
        timestampMs = nil
        sampleEnd = at
        guard at < limit else { return .sample }
        bytes.skipBlanks(&at, limit)
        if at < limit {
            let from = at
            guard let stamp = bytes.integer(&at, limit) else { return fault(from, .timestamp) }
            timestampMs = stamp
            sampleEnd = at
            bytes.skipBlanks(&at, limit)
            if at < limit { return fault(at, .trailing) }
        }
        return .sample
    }

    /// The current sample as one value.
    public var current: PageSample {
        PageSample(name, labels, number, end: sampleEnd, value, timestampMs, block: block)
    }

    private func valueReason(_ start: Int, _ limit: Int) -> LineFault.Reason {
        var end = start
        while end < limit, !PageBytes.isBlank(bytes[end]) { end += 1 }
        let token = UnsafeRawBufferPointer(start: bytes.base + start, count: end - start)
        return Decimal.isReal(token) ? .range : .value
    }

    func fault(_ at: Int, _ reason: LineFault.Reason) -> PageLine { .bad(problem(at, reason)) }

    func problem(_ at: Int, _ reason: LineFault.Reason) -> LineFault {
        LineFault(line: lineNumber, column: at - line.lowerBound + 1, reason: reason)
    }
}
