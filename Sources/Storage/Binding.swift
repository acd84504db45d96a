// A series table compiled for one topology: where each value of a batch goes and what is done to it on the way.
// Made when a page or the topology changes, used thousands of times.

import Facility
import Telemetry

/// The route of every series of one target's page.
struct Binding {
    /// What happens to a value before it is stored.
    struct Route {
        let series: Int
        /// The first of the series that repeat one value, or are points of one series; itself for all others.
        let lead: Int
        let offset: Int
        let factor: Double
        let isCounter: Bool
        let isMoment: Bool
        /// First series of its entity and metric: sets; the others combine.
        let isFirst: Bool
        let combine: Metric.Combine
        /// Series of the same entity and metric, for means.
        let members: Int
        let complement: Bool
        let isGPU: Bool
        let hasBlanks: Bool
        let metric: Int
    }

    let table: SeriesTable
    private(set) var routes: [Route]
    /// Places inside the tray, by host of the page.
    let orders: [ModuleOrder]
    /// GPUs that the page names, as indices of the topology.
    let gpus: [Int]
    /// Trays whose host metrics the page carries.
    let trays: [Int]
    /// Hosts the topology does not know, with the GPUs the page shows on them.
    let unplaced: [String: Int]
    let metrics: Set<Int>
    /// Best source of each metric that the page has, for a page about one tray alone.
    let ranks: [Int: UInt8]
    let onlyTray: Int?
    let gpuMetricCount: Int
    /// Metrics that a better source of the same tray reports.
    private(set) var muted: Set<Int> = []

    init(table: SeriesTable, target: TargetDescription, topology: Topology, catalogue: Catalogue, layout: FrameLayout) {
        let home = target.labels["host"] ?? target.address
        let names = table.hosts.isEmpty ? [home] : table.hosts
        let trayOfHost = names.map { topology.tray(ofHost: $0) ?? topology.tray(ofHost: home) }
        var unplaced: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let ordinals = table.gpus.filter { max(0, $0.host) == index }.map { min($0.identity.ordinal, 63) + 1 }
            let seen = ordinals.max() ?? 0
            let known = trayOfHost[index].map { topology.trays[$0].gpus.count }
            if known == nil || known! < seen || (known != nil && topology.tray(ofHost: name) == nil) {
                unplaced[name] = seen
            }
        }
        let byHost = Dictionary(grouping: table.gpus) { max(0, $0.host) }
        let orders = names.indices.map { ModuleOrder((byHost[$0] ?? []).map(\.identity)) }
        var found: [Found] = []
        var gpus = Set<Int>(), trays = Set<Int>(), metrics = Set<Int>()
        table.series.forEachFed { index, series, metric in
            let host = max(0, series.host)
            guard host < trayOfHost.count, let tray = trayOfHost[host] else { return }
            let isGPU = catalogue.metrics[metric.index].entity == .gpu
            let entity: Int
            if isGPU {
                let range = topology.trays[tray].gpus
                let position = orders[host].position(series.gpu)
                guard series.gpu >= 0, position < range.count else { return }
                entity = range.lowerBound + position
                gpus.insert(entity)
            } else {
                entity = tray
                trays.insert(tray)
            }
            metrics.insert(metric.index)
            found.append(
                Found(
                    index: index, offset: layout.start(metric) + entity, metric: metric, isGPU: isGPU, series: series,
                    lead: index))
        }
        routes = Self.routes(Self.chosen(found, catalogue), catalogue)
        self.orders = orders
        self.table = table
        self.gpus = gpus.sorted()
        self.trays = trays.sorted()
        self.unplaced = unplaced
        self.metrics = metrics
        let covered = Set(gpus.map { Int(topology.trayOfGPU[$0]) }).union(trays)
        onlyTray = covered.count == 1 ? covered.first : nil
        var ranks: [Int: UInt8] = [:]
        if onlyTray != nil {
            for entry in found { ranks[entry.metric.index] = min(ranks[entry.metric.index] ?? .max, entry.series.rank) }
        }
        self.ranks = ranks
        gpuMetricCount = ranks.keys.count { catalogue.metrics[$0].entity == .gpu }
    }

    /// The same without the values of some metrics.
    func muting(_ metrics: Set<Int>) -> Binding {
        var quiet = self
        quiet.muted = metrics
        quiet.routes = routes.filter { !metrics.contains($0.metric) }
        return quiet
    }

    private struct Found {
        let index: Int
        let offset: Int
        let metric: MetricID
        let isGPU: Bool
        let series: SeriesTable.Series
        /// First of the entries that repeat this one's value, or are points of the same series.
        var lead: Int
    }

    /// Of several sources of one metric of one entity only the best counts; of series that repeat one value, the first leads.
    private static func chosen(_ found: [Found], _ catalogue: Catalogue) -> [Found] {
        var best: [Int: UInt8] = [:]
        best.reserveCapacity(found.count)
        for entry in found { best[entry.offset] = min(best[entry.offset] ?? .max, entry.series.rank) }
        // Every series has a place of its own: nothing to choose.
        if best.count == found.count { return found }
        var leads: [Int: [Int32: Int]] = [:]
        var last: Found?
        var chosen: [Found] = []
        for var entry in found where entry.series.rank == best[entry.offset] {
            if catalogue.metrics[entry.metric.index].across != nil {
                entry.lead = leads[entry.offset]?[entry.series.part] ?? entry.index
                leads[entry.offset, default: [:]][entry.series.part] = entry.lead
            } else if let last, last.offset == entry.offset, last.series.name == entry.series.name,
                last.series.labels == entry.series.labels
            {
                entry.lead = last.lead
            }
            last = entry
            chosen.append(entry)
        }
        return chosen
    }

    private static func routes(_ found: [Found], _ catalogue: Catalogue) -> [Route] {
        var members: [Int: Int] = [:], first: [Int: Int] = [:]
        members.reserveCapacity(found.count)
        first.reserveCapacity(found.count)
        for entry in found where entry.lead == entry.index {
            members[entry.offset, default: 0] += 1
            if first[entry.offset] == nil { first[entry.offset] = entry.lead }
        }
        return found.map { entry in
            let index = entry.metric.index, series = entry.series
            return Route(
                series: entry.index, lead: entry.lead, offset: entry.offset, factor: series.factor,
                isCounter: series.isCounter, isMoment: series.isMoment, isFirst: first[entry.offset] == entry.lead,
                combine: catalogue.metrics[index].combine, members: members[entry.offset] ?? 1,
                complement: catalogue.metrics[index].complement, isGPU: entry.isGPU, hasBlanks: series.hasBlanks,
                metric: index)
        }
    }
}
