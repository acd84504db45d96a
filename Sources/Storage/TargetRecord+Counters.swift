// The last readings of a target's counters: value and time stay together, however its pages change. It computes no rate.

import Telemetry

extension TargetRecord {
    /// Room for every counter of the binding: a page whose host had no place before had none.
    mutating func fitCounters() {
        guard let binding, binding.routeSet.hasCounters, counters.count != binding.table.series.count else { return }
        counters = [Double](repeating: .nan, count: binding.table.series.count)
    }

    /// From now on every counter has a time of its own. What was read so far is of the last page, which gave none.
    mutating func timeCounters() {
        guard let binding, counterTimes.count != binding.table.series.count else { return }
        counterTimes = [Int64](repeating: .min, count: binding.table.series.count)
        guard let last = lastTime?.milliseconds else { return }
        for series in counters.indices where counters[series] == counters[series] { counterTimes[series] = last }
    }

    /// Counters keep their last raw value and its time when a page only gained or lost other series, or has them in another order.
    mutating func carryCounters(from old: Binding?, to new: Binding) {
        let values = counters, times = counterTimes, count = new.table.series.count
        counters = new.routeSet.hasCounters ? [Double](repeating: .nan, count: count) : []
        counterTimes = times.isEmpty ? [] : [Int64](repeating: .min, count: count)
        guard let old, !counters.isEmpty || !times.isEmpty else { return }
        // Gauges have a time too where pages give one: an older value is told by it.
        func isRead(_ route: Route) -> Bool {
            route.lead == route.series && (!times.isEmpty || route.traits.contains(.counter))
        }
        var before: [String: Int] = [:]
        for route in old.routes where isRead(route) {
            let series = old.table.series[Int(route.series)]
            before[series.name + series.labels] = Int(route.series)
        }
        for route in new.routes where isRead(route) {
            let index = Int(route.series), series = new.table.series[index]
            guard let former = before[series.name + series.labels] else { continue }
            if route.traits.contains(.counter), former < values.count { counters[index] = values[former] }
            if former < times.count { counterTimes[index] = times[former] }
        }
    }

    /// What is outspoken is read no longer: its last value would be a hole old when it counts again.
    mutating func forgetMuted() {
        guard let binding else { return }
        for route in binding.mutedRoutes where Int(route.series) < counters.count {
            counters[Int(route.series)] = .nan
        }
    }
}
