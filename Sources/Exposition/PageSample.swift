// One sample of a page as the scanner found it. Plain numbers: offsets into the page, no text.

/// Where a sample stands in its page, and its value.
public struct PageSample: Sendable {
    var nameStart: UInt32
    var nameEnd: UInt32
    var labelsStart: UInt32
    var labelsEnd: UInt32
    var numberStart: UInt32
    var numberEnd: UInt32
    /// Equal numbers on one page mean equal label blocks; -1 says nothing.
    public var block: Int32
    /// After the last token.
    var lineEnd: UInt32
    /// As printed; NaN and infinities included.
    public var value: Double
    /// `noTimestamp` if the line has none.
    public var timestampMs: Int64

    /// In place of a timestamp, for samples that have none.
    public static let noTimestamp = Int64.min

    @inline(__always)
    init(
        _ name: Range<Int>, _ labels: Range<Int>, _ number: Range<Int>, end: Int, _ value: Double, _ stamp: Int64?,
        block: Int32
    ) {
        nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
        nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
        labelsStart = UInt32(truncatingIfNeeded: labels.lowerBound)
        labelsEnd = UInt32(truncatingIfNeeded: labels.upperBound)
        numberStart = UInt32(truncatingIfNeeded: number.lowerBound)
        numberEnd = UInt32(truncatingIfNeeded: number.upperBound)
        lineEnd = UInt32(truncatingIfNeeded: end)
        self.value = value
        self.block = block
        timestampMs = stamp ?? Self.noTimestamp
    }

    /// The same sample of a page that begins so many bytes earlier. Its block says nothing there.
    public func moved(by bytes: Int) -> PageSample {
        guard bytes != 0 else { return self }
        var sample = self
        let offset = UInt32(truncatingIfNeeded: bytes)
        sample.nameStart &+= offset
        sample.nameEnd &+= offset
        sample.labelsStart &+= offset
        sample.labelsEnd &+= offset
        sample.numberStart &+= offset
        sample.numberEnd &+= offset
        sample.lineEnd &+= offset
        sample.block = -1
        return sample
    }

    /// Where the metric name stands in the page; inside the quotes if it is quoted.
    public var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    /// Between the braces; empty if there are none.
    public var labels: Range<Int> { Int(labelsStart)..<Int(labelsEnd) }
    /// Where the digits of the value stand in the page.
    public var number: Range<Int> { Int(numberStart)..<Int(numberEnd) }
    /// Where the next line's head begins: behind number and timestamp.
    public var end: Int { Int(lineEnd) }
    /// Whether the line gives a time of its own.
    public var hasTimestamp: Bool { timestampMs != Self.noTimestamp }
}
