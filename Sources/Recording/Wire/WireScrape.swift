// One scrape as the wire holds it: a page's numbers under a layout, or why there was none.

import Telemetry

/// A moment of one target.
public struct WireScrape: Sendable {
    /// Number of the target in `Epoch.targets`.
    public let target: Int
    /// When the page was taken, or the scrape failed.
    public let time: Timestamp
    /// Twice the number of the layout in the recording, plus one if the exporter gave timestamps; 0 for a failure.
    let code: Int
    /// In layout order; empty for a failure. Behind them the timestamps, if there are any.
    let numbers: [Double]
    /// Why there is no page; nil if there is one.
    public let failure: ScrapeFailure?

    /// Number of the layout in the recording, 0 for a failure.
    public var layout: Int { code >> 1 }

    /// In layout order; empty for a failure.
    public var values: ArraySlice<Double> { code & 1 == 0 ? numbers[...] : numbers[..<(numbers.count / 2)] }

    /// The exporter's own, in milliseconds since 1970 and `PageValues.noTimestamp`; nil if the page has none.
    public var timestamps: [Int64]? {
        code & 1 == 0 ? nil : numbers[(numbers.count / 2)...].map { Int64(exactly: $0) ?? PageValues.noTimestamp }
    }
}
