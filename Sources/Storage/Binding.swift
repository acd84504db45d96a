// A series table compiled for one topology: where each value of a batch goes and what is done to it on the way.
// Made when a page or the topology changes, used thousands of times.

import Facility
import Telemetry

/// The route of every series of one target's page.
struct Binding {
    /// What happens to a value before it is stored.
    struct Route {
        let series: Int
        let offset: Int
        let factor: Double
        let isCounter: Bool
        /// First series of its entity and metric: sets; the others combine.
        let isFirst: Bool
        let combine: Metric.Combine
        /// Series of the same entity and metric, for means.
        let members: Int
        let complement: Bool
        let isGPU: Bool
        let hasBlanks: Bool
    }

    let table: SeriesTable
    let routes: [Route]
    /// Places inside the tray, by host of the page.
    let orders: [ModuleOrder]
    /// GPUs that the page names, as indices of the topology.
    let gpus: [Int]
    /// Trays whose host metrics the page carries.
    let trays: [Int]
    /// Hosts the topology does not know, with the GPUs the page shows on them.
    let unplaced: [String: Int]
    let metrics: Set<Int>

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
                Found(index: index, offset: layout.start(metric) + entity, metric: metric, isGPU: isGPU, series: series)
            )
        }
        routes = Self.routes(Self.chosen(found, catalogue), catalogue)
        self.orders = orders
        self.table = table
        self.gpus = gpus.sorted()
        self.trays = trays.sorted()
        self.unplaced = unplaced
        self.metrics = metrics
    }

    private struct Found {
        let index: Int
        let offset: Int
        let metric: MetricID
        let isGPU: Bool
        let series: SeriesTable.Series
    }

    /// Of several sources of one metric of one entity only the best counts; of series that repeat one value, the first.
    private static func chosen(_ found: [Found], _ catalogue: Catalogue) -> [Found] {
        var best: [Int: UInt8] = [:]
        best.reserveCapacity(found.count)
        for entry in found { best[entry.offset] = min(best[entry.offset] ?? .max, entry.series.rank) }
        // Every series has a place of its own: nothing to choose.
        if best.count == found.count { return found }
        var parts: [Int: Set<Int32>] = [:]
        return found.filter { entry in
            guard entry.series.rank == best[entry.offset] else { return false }
            if catalogue.metrics[entry.metric.index].across == nil { return true }
            return parts[entry.offset, default: []].insert(entry.series.part).inserted
        }
    }

    private static func routes(_ found: [Found], _ catalogue: Catalogue) -> [Route] {
        var members: [Int: Int] = [:]
        members.reserveCapacity(found.count)
        for entry in found { members[entry.offset, default: 0] += 1 }
        var seen = Set<Int>(minimumCapacity: found.count)
        return found.map { entry in
            let index = entry.metric.index, series = entry.series
            return Route(
                series: entry.index, offset: entry.offset, factor: series.factor, isCounter: series.isCounter,
                isFirst: seen.insert(entry.offset).inserted, combine: catalogue.metrics[index].combine,
                members: members[entry.offset] ?? 1, complement: catalogue.metrics[index].complement,
                isGPU: entry.isGPU,
                hasBlanks: series.hasBlanks)
        }
    }
}
