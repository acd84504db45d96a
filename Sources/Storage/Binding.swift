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
        var found: [Found] = []
        var gpus = Set<Int>(), trays = Set<Int>(), metrics = Set<Int>()
        for (index, series) in table.series.enumerated() {
            let host = max(0, series.host)
            guard let metric = series.metric, host < trayOfHost.count, let tray = trayOfHost[host] else { continue }
            let isGPU = catalogue[metric].entity == .gpu
            let entity: Int
            if isGPU {
                let range = topology.trays[tray].gpus
                guard series.gpu >= 0, series.gpu < range.count else { continue }
                entity = range.lowerBound + series.gpu
                gpus.insert(entity)
            } else {
                entity = tray
                trays.insert(tray)
            }
            metrics.insert(metric.index)
            found.append(Found(series: index, offset: layout.start(metric) + entity, metric: metric, isGPU: isGPU))
        }
        routes = Self.routes(Self.chosen(found, table, catalogue), table, catalogue)
        self.table = table
        self.gpus = gpus.sorted()
        self.trays = trays.sorted()
        self.unplaced = unplaced
        self.metrics = metrics
    }

    private struct Found {
        let series: Int
        let offset: Int
        let metric: MetricID
        let isGPU: Bool
    }

    /// Of several sources of one metric of one entity only the best counts; of series that repeat one value, the first.
    private static func chosen(_ found: [Found], _ table: SeriesTable, _ catalogue: Catalogue) -> [Found] {
        var best: [Int: UInt8] = [:]
        for entry in found { best[entry.offset] = min(best[entry.offset] ?? .max, table.series[entry.series].rank) }
        var parts: [Int: Set<Int32>] = [:]
        return found.filter { entry in
            let series = table.series[entry.series]
            guard series.rank == best[entry.offset] else { return false }
            if catalogue[entry.metric].across == nil { return true }
            return parts[entry.offset, default: []].insert(series.part).inserted
        }
    }

    private static func routes(_ found: [Found], _ table: SeriesTable, _ catalogue: Catalogue) -> [Route] {
        var members: [Int: Int] = [:]
        for entry in found { members[entry.offset, default: 0] += 1 }
        var seen = Set<Int>()
        return found.map { entry in
            let metric = catalogue[entry.metric], series = table.series[entry.series]
            return Route(
                series: entry.series, offset: entry.offset, factor: series.factor, isCounter: series.isCounter,
                isFirst: seen.insert(entry.offset).inserted, combine: metric.combine,
                members: members[entry.offset] ?? 1, complement: metric.complement, isGPU: entry.isGPU,
                hasBlanks: series.hasBlanks)
        }
    }
}
