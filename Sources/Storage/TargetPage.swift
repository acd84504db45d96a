// What a target's page is like, learned when its series change: not its values.

import Telemetry

/// Counts over the newest series table of one target.
public struct TargetPage: Hashable, Sendable {
    /// Names in no catalogue. Their series are kept and can be looked at.
    public internal(set) var unknownFamilies = 0
    /// Series that a relabelling rule dropped.
    public internal(set) var droppedSeries = 0
    /// Series that were not on the page before.
    public internal(set) var addedSeries = 0
    /// It prints per cent under a name that says ratio, as was seen once.
    public internal(set) var printsPercent = false

    /// A page that was not read yet.
    public init() {}

    /// What was kept of a page.
    public init(unknownFamilies: Int, droppedSeries: Int, addedSeries: Int, printsPercent: Bool) {
        self.unknownFamilies = unknownFamilies
        self.droppedSeries = droppedSeries
        self.addedSeries = addedSeries
        self.printsPercent = printsPercent
    }

    init(_ table: SeriesTable, after old: SeriesTable?) {
        var last: String?
        for part in table.series.parts {
            let summary = part.isWhole ? part.block.summary : SeriesList.Summary(part.block.series[part.range])
            droppedSeries += summary.dropped
            if summary.printsPercent { printsPercent = true }
            unknownFamilies += summary.unknown.count
            // A family's series stand together: it goes on over the border of two parts.
            if let first = summary.unknown.first, first == last { unknownFamilies -= 1 }
            last = summary.endsUnknown ? summary.unknown.last : nil
        }
        addedSeries = max(0, table.series.count - (old?.series.count ?? 0))
    }
}
