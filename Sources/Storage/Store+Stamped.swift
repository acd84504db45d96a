// Pages that give a time with each value: federated ones, and sources that sample faster than they are read (unsafe inside).
// A value goes to the slot of its own time while that is open. One that comes later, as a server's always do, counts from the
// first open slot on, as the rule for the present says, until it is too old for that.

import Telemetry

extension Store {
    /// A value older than this, or than two intervals, is no present value.
    static let stampPatienceMs: Int64 = 60_000

    /// - Returns: a fingerprint of the values that move.
    func scatterStamped(_ batch: Batch, _ binding: Binding) -> UInt64 {
        guard let stamps = batch.values.timestamps else { return 0 }
        let target = batch.target, count = batch.values.count
        let patience = max(Self.stampPatienceMs, 2 * records[target].intervalMs)
        let seriesCount = binding.table.series.count
        records[target].fitCounters()
        records[target].timeCounters()
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for route in binding.mutedRoutes where Int(route.series) < count {
            hash = (hash ^ batch.values.base[Int(route.series)].bitPattern) &* 0x100_0000_01B3
        }
        let routes = binding.routes
        var late = 0, ahead = 0, back = 0
        for (index, route) in routes.enumerated() where Int(route.series) < count {
            let series = Int(route.series)
            let raw = batch.values.base[series]
            let stamp = stamps[series] == PageValues.noTimestamp ? batch.time.milliseconds : stamps[series]
            hash = ((hash ^ raw.bitPattern) &* 0x100_0000_01B3) ^ UInt64(bitPattern: stamp)
            let time = Timestamp(milliseconds: stamp)
            let slot = max(closed + 1, slot(of: time))
            guard slot <= closed + Self.slotsAhead else {
                ahead += 1
                continue
            }
            // A source that goes back in time must not put an older value in the newer one's place.
            let lead = Int(route.lead)
            guard lead >= seriesCount || stamp >= records[target].counterTimes[lead] else {
                back += 1
                continue
            }
            guard var value = value(raw, route, stamp, target) else { continue }
            // A counter that is none has lost its last value too: the time is never that of another value.
            if lead < seriesCount { records[target].counterTimes[lead] = stamp }
            if batch.time - time > patience {
                value = Absence.stale.float
                late += 1
            }
            // Of several points in one slot the newest stands for it.
            if let next = following(index, routes, stamps, count), max(closed + 1, self.slot(of: next)) == slot {
                continue
            }
            let frame = frame(of: slot), offset = binding.offset(route)
            if offset < frame.count { Self.store(&value, route, at: offset, frame) }
        }
        if routes.isEmpty { keepTimes(batch, stamps) }
        if ahead > 0 { statistics.latePages += 1 }
        if late + ahead + back > 0, batch.firstBadLine == nil {
            records[target].status.firstBadLine = Self.words(late: late, ahead: ahead, back: back, patience)
        }
        return hash
    }

    /// Why values that came are not shown.
    private static func words(late: Int, ahead: Int, back: Int, _ patienceMs: Int64) -> String {
        var parts: [String] = []
        if late > 0 { parts.append("\(late) timed more than \(patienceMs / 1000) s ago") }
        if back > 0 { parts.append("\(back) timed before an earlier one") }
        if ahead > 0 { parts.append("\(ahead) timed in the future") }
        return "values " + parts.joined(separator: ", ") + ": not shown (honor_timestamps: false takes them as of now)"
    }

    /// When the next point of the same series was taken, if there is one.
    private func following(_ index: Int, _ routes: [Route], _ stamps: UnsafeMutablePointer<Int64>, _ count: Int)
        -> Timestamp?
    {
        guard index + 1 < routes.count else { return nil }
        let route = routes[index + 1], series = Int(route.series)
        guard route.lead == routes[index].lead, route.lead != route.series, series < count,
            stamps[series] != PageValues.noTimestamp
        else { return nil }
        return Timestamp(milliseconds: stamps[series])
    }

    /// Of a page whose hosts have no place yet: when they have one, it is read once more, and its own times are gone by then.
    private func keepTimes(_ batch: Batch, _ stamps: UnsafeMutablePointer<Int64>) {
        let times = records[batch.target].counterTimes.count
        for series in 0..<min(batch.values.count, times) {
            let stamp = stamps[series] == PageValues.noTimestamp ? batch.time.milliseconds : stamps[series]
            guard slot(of: Timestamp(milliseconds: stamp)) <= closed + Self.slotsAhead else { continue }
            records[batch.target].counterTimes[series] = stamp
        }
    }

    /// nil: a counter that has not been read again since, so nothing is known that was not known before.
    private func value(_ raw: Double, _ route: Route, _ stamp: Int64, _ target: Int) -> Float? {
        let isNone = raw != raw || route.traits.contains(.blanks) && Self.isBlank(raw, route)
        guard route.traits.contains(.counter) else {
            if isNone { return Self.absence(raw) }
            guard route.traits.contains(.moment) else { return Float(raw * route.factor) }
            return Self.age(
                raw * route.factor, at: Timestamp(milliseconds: stamp), isSigned: route.traits.contains(.signed))
        }
        let lead = Int(route.lead)
        guard lead < records[target].counters.count else { return nil }
        let last = records[target].counters[lead], lastStamp = records[target].counterTimes[lead]
        // The same reading once more; only one that is none can be shown again, since nothing moved to be counted.
        guard stamp > lastStamp || isNone && last != last else { return nil }
        // Over a hole nobody knows how fast it went.
        records[target].counters[lead] = isNone ? .nan : raw
        if isNone { return Self.absence(raw) }
        let time = Timestamp(milliseconds: stamp)
        let moved = (raw - last) * route.factor / Self.seconds(from: lastStamp, to: time)
        return moved >= 0 ? Float(moved) : Absence.missing.float
    }
}
