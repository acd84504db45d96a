// The scrapes of a rack's targets within one span, tick by tick (unsafe: borrows pages): small enough to be taken apart again when the
// span is sealed,
// without ever holding the whole hall's numbers at once.

import Telemetry

/// Encoder of one group. Used by the writer's thread.
struct WireGroup {
    private var coders: [Int: (layout: Int, coder: PageCoder)] = [:]
    private var lastTimes: [Int: Int64] = [:]
    /// What each tick of the span wrote.
    private(set) var segments: [[UInt8]] = []
    private var writer = ByteWriter()
    private var scrapes = 0

    /// A scrape of the tick that is being filled.
    ///
    /// - Parameter layout: 0 for a failure.
    mutating func append(
        target: Int, time: Timestamp, layout: Int, failure: Int64, values: UnsafeBufferPointer<Double>
    ) {
        writer.put(target)
        writer.put(signed: time.milliseconds &- lastTimes[target, default: 0])
        lastTimes[target] = time.milliseconds
        writer.put(layout)
        scrapes += 1
        guard layout > 0 else { return writer.put(UInt64(bitPattern: failure)) }
        if coders[target]?.layout != layout {
            coders[target] = (layout, PageCoder(series: values.count))
            writer.put(values.count)
        }
        coders[target]!.coder.encode(values, into: &writer)
    }

    /// Ends the tick.
    ///
    /// - Returns: its bytes, empty if nothing was scraped.
    mutating func closeTick() -> [UInt8] {
        var segment = ByteWriter()
        if scrapes > 0 {
            segment.put(scrapes)
            segment.put(raw: writer.bytes)
        }
        writer.removeAll()
        scrapes = 0
        segments.append(segment.bytes)
        return segment.bytes
    }

    /// Begins a new span: it is readable without the one before.
    mutating func reset() {
        coders.removeAll(keepingCapacity: true)
        lastTimes.removeAll(keepingCapacity: true)
        segments.removeAll(keepingCapacity: true)
    }
}
