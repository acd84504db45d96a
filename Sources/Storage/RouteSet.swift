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
        let hasBlanks: Bool

        init(_ route: Route) {
            factor = route.factor
            offset = route.offset
            series = UInt16(route.series)
            count = 1
            host = route.host
            isGPU = route.traits.contains(.gpu)
            hasBlanks = route.traits.contains(.blanks)
            limit = hasBlanks ? Self.leastBlank : .infinity
        }

        private static let leastBlank = 2_147_483_632.0

        /// Whether a route continues this run.
        func goesOn(_ next: Run) -> Bool {
            Int(next.series) == Int(series) + Int(count) && Int(next.offset) == Int(offset) + Int(count)
                && next.factor == factor && next.host == host && next.isGPU == isGPU && next.hasBlanks == hasBlanks
        }
    }

    let routes: [Route]
    /// Those that are plain, and all others.
    let plain: [Run]
    let others: [Route]
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
        plainEnd = runs.map { Int($0.series) + Int($0.count) }.max() ?? 0
        others = routes.filter { !$0.isPlain }
        hasCounters = routes.contains { $0.traits.contains(.counter) }
    }
}
