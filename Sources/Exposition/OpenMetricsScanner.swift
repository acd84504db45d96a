// Reads OpenMetrics 1.0, line by line (unsafe: borrows the page; allocates nothing on good lines once its sets have grown).
// All or nothing: the first fault ends the page, and what was read before it must be thrown away. Loose, for a dump whose lines are wanted
// rather than judged, a bad line costs itself.

/// A cursor over the lines of one page. A page is good if `next()` comes to `.end` without a fault.
public struct OpenMetricsScanner {
    /// The family whose lines are being read.
    struct Family {
        var name = 0..<0
        var type = FamilyType.unknown
        var hasType = false
        var hasHelp = false
        var hasUnit = false
        var unit = 0..<0
        var hasSamples = false
        var line = 0
        /// Tells the families of a page apart in the sets.
        var serial: UInt64 = 0
    }

    /// The metric, and the point of it, whose samples are being read.
    struct Point {
        var isOpen = false
        var metric: UInt64 = 0
        var hasTimestamp = false
        var seconds = 0.0
        var parts: UInt16 = 0
        var line = 0
        var histogram = HistogramCheck()
    }

    let bytes: PageBytes
    let limits: PageLimits
    let workspace: ScannerWorkspace
    private let isLoose: Bool
    var family = Family()
    var point = Point()
    private var position = 0
    private var isOver = false
    private var samples = 0

    /// 1 based number of the current line.
    public private(set) var lineNumber = 0
    /// The current line without its line feed.
    public private(set) var line = 0..<0
    /// Of the current sample, as offsets into the page.
    public internal(set) var name = 0..<0
    /// Between the braces, without them; empty if there are none.
    public internal(set) var labels = 0..<0
    /// The digits of the value.
    public internal(set) var number = 0..<0
    /// Of the current sample; NaN and infinities as the page has them.
    public internal(set) var value = 0.0
    /// Seconds as printed; nil if the line has none.
    public internal(set) var seconds: Double?
    /// Exemplars so far.
    public internal(set) var exemplars = 0
    /// Families so far, the current one included.
    public private(set) var families = 0

    /// - Parameters:
    ///   - page: must outlive the scanner.
    ///   - workspace: reused from page to page; used by one scanner at a time.
    ///   - loose: whether each line is read for itself and goes on behind a bad one.
    public init(
        _ page: UnsafeRawBufferPointer, limits: PageLimits = PageLimits(),
        workspace: ScannerWorkspace = ScannerWorkspace(), loose: Bool = false
    ) {
        isLoose = loose
        bytes = PageBytes(page)
        self.limits = limits
        self.workspace = workspace
        workspace.removeAll()
    }

    /// The sample's timestamp in milliseconds, held inside of 64 bits; nil if the line has none.
    public var timestampMs: Int64? {
        seconds.map { seconds in
            let milliseconds = (seconds * 1_000).rounded()
            return milliseconds >= 9.2e18 ? .max : milliseconds <= -9.2e18 ? -.max : Int64(milliseconds)
        }
    }

    /// Goes to the next line.
    public mutating func next() -> PageLine {
        guard !isOver else { return .end }
        lineNumber &+= 1
        let start = position
        guard start < bytes.count else {
            line = start..<start
            if isLoose {
                isOver = true
                return .end
            }
            return stop(problem(start, .missingEOF))
        }
        let end = bytes.lineEnd(from: start)
        line = Range(uncheckedBounds: (start, end))
        position = end &+ 1
        if isLoose { return looseLine(start, end) }
        if end == start { return stop(problem(start, .blankLine)) }
        if end &- start > limits.lineBytes { return stop(problem(start, .lineLength)) }
        if bytes[start] == 0x23 {
            if end &- start == 5, bytes.equals(start, "# EOF") { return endOfPage(end) }
            guard end < bytes.count else { return stop(problem(start, .missingEOF)) }
            if let fault = metadata(start, end) { return stop(fault) }
            return .skipped
        }
        guard end < bytes.count else { return stop(problem(start, .missingEOF)) }
        if let fault = sample(start, end) { return stop(fault) }
        samples &+= 1
        return samples > limits.samples ? stop(problem(start, .samples)) : .sample
    }

    private mutating func endOfPage(_ end: Int) -> PageLine {
        if end + 1 < bytes.count { return stop(LineFault(line: lineNumber + 1, column: 1, reason: .afterEOF)) }
        if let fault = closeFamily() { return stop(fault) }
        isOver = true
        return .skipped
    }

    private mutating func stop(_ fault: LineFault) -> PageLine {
        isOver = true
        return .bad(fault)
    }

    /// Ends the current family, and begins the one of this name.
    mutating func openFamily(_ name: Range<Int>) -> LineFault? {
        if let fault = closeFamily() { return fault }
        families += 1
        family = Family()
        family.name = name
        family.line = lineNumber
        family.serial = UInt64(families) &* 0x9E37_79B9_7F4A_7C15
        return nil
    }

    func problem(_ at: Int, _ reason: LineFault.Reason) -> LineFault {
        LineFault(line: lineNumber, column: at - line.lowerBound + 1, reason: reason)
    }
}
