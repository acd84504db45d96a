// One column of a page. Kept small: a hall has 350,000 of them.

extension SeriesTable {
    /// One series of a page.
    public struct Series: Sendable {
        /// The exposition name.
        public let name: String
        /// The label block as printed, without braces: raw bytes as text, to be sanitised before drawing.
        public private(set) var labels: String
        /// Multiplies the printed value into the metric's unit.
        public let factor: Double
        private let metricIndex: Int32
        private let hostIndex: Int32
        private let gpuOrdinal: Int16
        private let subNumber: Int16
        /// Series of one entity and metric that agree in this repeat one value; those that differ combine.
        public let part: Int32
        /// When several sources report one metric of one entity, the lowest wins.
        public let rank: UInt8
        private let subKind: UInt8
        /// A running total: its rate per second is the value.
        public let isCounter: Bool
        /// A point in time in seconds since 1970: its age is the value.
        public let isMoment: Bool
        /// The exporter prints numbers that mean "no value".
        public let hasBlanks: Bool
        /// Above one it would be per cent, whatever the name says.
        public let mayBePercent: Bool
        /// A relabelling rule threw it away: it is read, and counted, and nothing else.
        public let isDropped: Bool

        /// - Parameters:
        ///   - metric: what it feeds, nil for a generic series of its target.
        ///   - host: index into `hosts`, or -1 if the page names none.
        ///   - gpu: the GPU's ordinal on its host, or -1 if this is no GPU's series.
        public init(
            name: String, labels: String, metric: MetricID?, factor: Double, host: Int, gpu: Int, sub: SubEntity? = nil,
            part: Int32 = 0, rank: Int = 0, isCounter: Bool = false, isMoment: Bool = false,
            hasBlanks: Bool = false, mayBePercent: Bool = false, isDropped: Bool = false
        ) {
            self.name = name
            self.labels = labels
            self.factor = factor
            metricIndex = Int32(clamping: metric?.index ?? -1)
            hostIndex = Int32(clamping: host)
            gpuOrdinal = Int16(clamping: gpu)
            subNumber = Int16(clamping: sub?.number ?? -1)
            subKind = sub?.kind.rawValue ?? .max
            self.part = part
            self.rank = UInt8(clamping: min(rank, 254))
            self.isCounter = isCounter
            self.isMoment = isMoment
            self.hasBlanks = hasBlanks
            self.mayBePercent = mayBePercent
            self.isDropped = isDropped
        }

        /// The same series of another target: only its printed labels differ.
        public func relabelled(_ labels: String) -> Series {
            var other = self
            other.labels = labels
            return other
        }

        /// What it feeds, nil for a generic series of its target.
        public var metric: MetricID? { metricIndex >= 0 ? MetricID(Int(metricIndex)) : nil }
        /// Index into `hosts`, or -1 if the page names none.
        public var host: Int { Int(hostIndex) }
        /// The GPU's ordinal on its host, or -1 if this is no GPU's series.
        public var gpu: Int { Int(gpuOrdinal) }
        /// The link or instance it is about.
        public var sub: SubEntity? { SubEntity.Kind(rawValue: subKind).map { SubEntity($0, Int(subNumber)) } }
    }
}
