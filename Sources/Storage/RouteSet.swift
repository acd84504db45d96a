// All routes of a page, immutable, and one copy for all targets whose pages are alike: 3,450 trays read alike stay in the cache.

import Telemetry

/// Routes in the order of their series.
final class RouteSet {
    /// The short form of a route that only multiplies and stores.
    struct Plain {
        let factor: Double
        let offset: Int32
        let series: UInt16
        let isGPU: Bool
        let hasBlanks: Bool
    }

    let routes: [Route]
    /// Those that are plain, and all others.
    let plain: [Plain]
    let others: [Route]
    let hasCounters: Bool

    init(_ routes: [Route]) {
        self.routes = routes
        plain = routes.filter(\.isPlain).map {
            Plain(
                factor: $0.factor, offset: $0.offset, series: UInt16($0.series), isGPU: $0.traits.contains(.gpu),
                hasBlanks: $0.traits.contains(.blanks))
        }
        others = routes.filter { !$0.isPlain }
        hasCounters = routes.contains { $0.traits.contains(.counter) }
    }
}
