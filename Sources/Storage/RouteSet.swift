// All routes of a page, immutable, and one copy for all targets whose pages are alike: 3,450 trays read alike stay in the cache.

import Telemetry

/// Routes in the order of their series.
final class RouteSet {
    /// Routes that only multiply and store, of series beside each other to offsets beside each other: one field of a tray's GPUs.
    struct Run {
        let factor: Double
        /// Numbers from here on need a second look: they may mean "no value".
        let limit: Double
        /// Of the first.
        let offset: Int32
        let series: UInt16
        var count: UInt16
        let host: UInt16
        let isGPU: Bool

        init(_ route: Route) {
            factor = route.factor
            offset = route.offset
            series = UInt16(route.series)
            count = 1
            host = route.host
            isGPU = route.traits.contains(.gpu)
            limit = route.traits.contains(.blanks) ? Self.leastBlank : .infinity
        }

        /// Without its first values; nil if none is left.
        func dropping(_ values: UInt16) -> Run? {
            values < count ? Run(self, without: values) : nil
        }

        private init(_ run: Run, without values: UInt16) {
            factor = run.factor
            limit = run.limit
            offset = run.offset + Int32(values)
            series = run.series + values
            count = run.count - values
            host = run.host
            isGPU = run.isGPU
        }

        private static let leastBlank = 2_147_483_632.0

        /// Whether a route continues this run.
        func goesOn(_ next: Run) -> Bool {
            Int(next.series) == Int(series) + Int(count) && Int(next.offset) == Int(offset) + Int(count)
                && next.factor == factor && next.host == host && next.isGPU == isGPU && next.limit == limit
        }
    }

    /// Four values of a run of GPUs: nearly every tray has four, and the processor takes them at once.
    struct Four {
        let factor: Double
        let limit: Double
        /// Tells this place from others in a fingerprint.
        let key: UInt64
        let offset: Int32
        let series: UInt16
        let host: UInt16

        init(_ run: Run, at index: UInt16) {
            factor = run.factor
            limit = run.limit
            offset = run.offset + Int32(index)
            series = run.series + index
            host = run.host
            key = UInt64(UInt32(bitPattern: offset)) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    let routes: [Route]
    /// Those that are plain, and all others.
    let plain: [Run]
    let others: [Route]
    /// The plain ones once more: by fours, and what is left of them.
    let fours: [Four]
    let rest: [Run]
    /// Series that a page has at least, where all plain runs are on it.
    let plainEnd: Int
    let hasCounters: Bool

    init(_ routes: [Route]) {
        self.routes = routes
        var runs: [Run] = []
        for route in routes where route.isPlain {
            let next = Run(route)
            if let last = runs.last, last.goesOn(next) { runs[runs.count - 1].count += 1 } else { runs.append(next) }
        }
        plain = runs
        fours = runs.flatMap { run in
            run.isGPU ? (0..<run.count / 4).map { Four(run, at: $0 * 4) } : []
        }
        rest = runs.compactMap { $0.isGPU ? $0.dropping($0.count / 4 * 4) : $0 }
        plainEnd = runs.map { Int($0.series) + Int($0.count) }.max() ?? 0
        others = routes.filter { !$0.isPlain }
        hasCounters = routes.contains { $0.traits.contains(.counter) }
    }
}
