// Finds the routes of a page: which of its series count, which lead, which combine. Of several sources of one metric of one entity
// only the best counts; of series that repeat one value, the first leads.

import Facility
import Telemetry

/// One pass over a series table.
struct RouteFinder {
    private struct Found {
        let index: Int32
        let metric: Int
        let host: Int
        let offset: Int32
        let rank: UInt8
        let part: Int32
        let factor: Double
        /// Without `first` and `complement`, which only the whole page tells.
        let traits: Route.Traits
        /// Number of its entity and metric on this page.
        let cell: Int
        /// First of the entries that repeat this one's value, or are points of the same series.
        var lead: Int32
    }

    private let catalogue: Catalogue
    private let list: SeriesList
    private var found: [Found] = []
    private var cells = 0
    private(set) var gpus = Set<Int>()
    private(set) var trays = Set<Int>()
    /// By metric the lowest rank of a source on the page, 255 where there is none.
    private(set) var ranks: [UInt8]

    init(
        _ table: SeriesTable, _ trayOfHost: [Int?], _ orders: [ModuleOrder], _ topology: Topology,
        _ catalogue: Catalogue, _ layout: FrameLayout, isLive: Bool
    ) {
        self.catalogue = catalogue
        list = table.series
        ranks = Array(repeating: .max, count: catalogue.metrics.count)
        var numbers = CellNumbers(hosts: trayOfHost.count, metrics: catalogue.metrics.count)
        var lastGPU = -1, lastTray = -1
        table.series.forEachFed { index, series, metric in
            let host = max(0, series.host)
            guard host < trayOfHost.count, let tray = trayOfHost[host] else { return }
            let isGPU = catalogue.metrics[metric.index].entity == .gpu
            let isClock = series.isMoment && catalogue.metrics[metric.index].range.lowerBound < 0
            // A page that was saved tells nothing of its host's clock now.
            guard isLive || !isClock else { return }
            var position = 0
            if isGPU {
                let range = topology.trays[tray].gpus
                position = orders[host].position(series.gpu)
                guard series.gpu >= 0, position < range.count else { return }
                let gpu = range.lowerBound + position
                if gpu != lastGPU { gpus.insert(gpu) }
                lastGPU = gpu
            } else {
                if tray != lastTray { trays.insert(tray) }
                lastTray = tray
            }
            ranks[metric.index] = min(ranks[metric.index], series.rank)
            found.append(
                Found(
                    index: Int32(index), metric: metric.index, host: host,
                    offset: Int32(layout.start(metric) + position), rank: series.rank, part: series.part,
                    factor: series.factor, traits: Self.traits(series, isGPU: isGPU, isClock: isClock),
                    cell: numbers.number(metric.index, tray: tray, position: isGPU ? position : -1), lead: Int32(index))
            )
        }
        cells = numbers.count
    }

    private static func traits(_ series: SeriesTable.Series, isGPU: Bool, isClock: Bool) -> Route.Traits {
        var traits: Route.Traits = isClock ? [.signed] : []
        if series.isCounter { traits.insert(.counter) }
        if series.isMoment { traits.insert(.moment) }
        if isGPU { traits.insert(.gpu) }
        if series.hasBlanks { traits.insert(.blanks) }
        return traits
    }

    /// The routes of those that count, in page order.
    mutating func routes() -> [Route] {
        choose()
        var members = [UInt16](repeating: 0, count: cells), first = [Int32](repeating: -1, count: cells)
        for entry in found where entry.lead == entry.index {
            if members[entry.cell] < .max { members[entry.cell] += 1 }
            if first[entry.cell] < 0 { first[entry.cell] = entry.lead }
        }
        return found.map { entry in
            var traits = entry.traits
            if first[entry.cell] == entry.lead { traits.insert(.first) }
            if catalogue.metrics[entry.metric].complement { traits.insert(.complement) }
            return Route(
                factor: entry.factor, series: entry.index, lead: entry.lead, offset: entry.offset,
                metric: UInt16(clamping: entry.metric), members: max(1, members[entry.cell]),
                host: UInt16(clamping: entry.host), combine: catalogue.metrics[entry.metric].combine, traits: traits)
        }
    }

    private mutating func choose() {
        var best = [UInt8](repeating: .max, count: cells), isAlone = true
        for entry in found {
            if best[entry.cell] != .max { isAlone = false }
            best[entry.cell] = min(best[entry.cell], entry.rank)
        }
        // Every series has a place of its own: nothing to choose.
        if isAlone { return }
        var leads: [Int: [Int32: Int32]] = [:]
        var last: Found?
        var chosen: [Found] = []
        for var entry in found where entry.rank == best[entry.cell] {
            if catalogue.metrics[entry.metric].across != nil {
                entry.lead = leads[entry.cell]?[entry.part] ?? entry.index
                leads[entry.cell, default: [:]][entry.part] = entry.lead
            } else if let last, last.cell == entry.cell, isSameSeries(last, entry) {
                entry.lead = last.lead
            }
            last = entry
            chosen.append(entry)
        }
        found = chosen
    }

    private func isSameSeries(_ one: Found, _ other: Found) -> Bool {
        let one = list[Int(one.index)], other = list[Int(other.index)]
        return one.name == other.name && one.labels == other.labels
    }
}
