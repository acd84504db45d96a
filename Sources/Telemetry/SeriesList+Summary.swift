// What a stretch of series is like, beside its numbers.

extension SeriesList {
    /// Counts over series that stand together.
    public struct Summary: Sendable {
        /// Names that feed no metric, each once, in page order.
        public private(set) var unknown: [String] = []
        /// The last series feeds no metric.
        public private(set) var endsUnknown = false
        /// Series that a relabelling rule dropped.
        public private(set) var dropped = 0
        /// Some of them are per cent under a name that says ratio.
        public private(set) var printsPercent = false

        /// Costs one pass.
        public init(_ series: ArraySlice<SeriesTable.Series>) {
            // One or two series, as a new line has, are not worth a table.
            var seen: Set<String>? = series.count > 2 ? Set() : nil
            for one in series {
                endsUnknown = !one.isDropped && one.metric == nil
                if one.isDropped { dropped += 1 }
                if endsUnknown, seen?.insert(one.name).inserted ?? !unknown.contains(one.name) {
                    unknown.append(one.name)
                }
                if one.mayBePercent, one.factor == 0.01 { printsPercent = true }
            }
        }
    }
}
