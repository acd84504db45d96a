// Finds the routes of a page: which of its series count, which lead, which combine. Of several sources of one metric of one entity
// only the best counts; of series that repeat one value, the first leads.

import Facility
import Telemetry

/// One pass over a series table.
struct RouteFinder {
    private struct Found {
        let index: Int32
        let series: SeriesTable.Series
        let metric: Int
        let host: Int
        let offset: Int32
        let isGPU: Bool
        /// Number of its entity and metric on this page.
        let cell: Int
        /// First of the entries that repeat this one's value, or are points of the same series.
        var lead: Int32
    }

    private let catalogue: Catalogue
    private var found: [Found] = []
    private var cells = 0
    private(set) var gpus = Set<Int>()
    private(set) var trays = Set<Int>()
    /// By metric the lowest rank of a source on the page, 255 where there is none.
    private(set) var ranks: [UInt8]

    init(
        _ table: SeriesTable, _ trayOfHost: [Int?], _ orders: [ModuleOrder], _ topology: Topology,
        _ catalogue: Catalogue, _ layout: FrameLayout
    ) {
        self.catalogue = catalogue
        ranks = Array(repeating: .max, count: catalogue.metrics.count)
        var numbers = CellNumbers(hosts: trayOfHost.count, metrics: catalogue.metrics.count)
        var lastGPU = -1, lastTray = -1
        table.series.forEachFed { index, series, metric in
            let host = max(0, series.host)
            guard host < trayOfHost.count, let tray = trayOfHost[host] else { return }
            let isGPU = catalogue.metrics[metric.index].entity == .gpu
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
                    index: Int32(index), series: series, metric: metric.index, host: host,
                    offset: Int32(layout.start(metric) + position), isGPU: isGPU,
                    cell: numbers.number(metric.index, tray: tray, position: isGPU ? position : -1), lead: Int32(index))
            )
        }
        cells = numbers.count
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
            let metric = catalogue.metrics[entry.metric], series = entry.series
            var traits: Route.Traits = []
            if series.isCounter { traits.insert(.counter) }
            if series.isMoment { traits.insert(.moment) }
            if first[entry.cell] == entry.lead { traits.insert(.first) }
            if metric.complement { traits.insert(.complement) }
            if entry.isGPU { traits.insert(.gpu) }
            if series.hasBlanks { traits.insert(.blanks) }
            return Route(
                factor: series.factor, series: entry.index, lead: entry.lead, offset: entry.offset,
                metric: UInt16(clamping: entry.metric), members: max(1, members[entry.cell]),
                host: UInt16(clamping: entry.host), combine: metric.combine, traits: traits)
        }
    }

    private mutating func choose() {
        var best = [UInt8](repeating: .max, count: cells), isAlone = true
        for entry in found {
            if best[entry.cell] != .max { isAlone = false }
            best[entry.cell] = min(best[entry.cell], entry.series.rank)
        }
        // Every series has a place of its own: nothing to choose.
        if isAlone { return }
        var leads: [Int: [Int32: Int32]] = [:]
        var last: Found?
        var chosen: [Found] = []
        for var entry in found where entry.series.rank == best[entry.cell] {
            if catalogue.metrics[entry.metric].across != nil {
                entry.lead = leads[entry.cell]?[entry.series.part] ?? entry.index
                leads[entry.cell, default: [:]][entry.series.part] = entry.lead
            } else if let last, last.cell == entry.cell, last.series.name == entry.series.name,
                last.series.labels == entry.series.labels
            {
                entry.lead = last.lead
            }
            last = entry
            chosen.append(entry)
        }
        found = chosen
    }
}
