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
        var raw: [(series: Int, offset: Int, metric: MetricID, isGPU: Bool)] = []
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
            raw.append((index, layout.start(metric) + entity, metric, isGPU))
        }
        var members: [Int: Int] = [:]
        for route in raw { members[route.offset, default: 0] += 1 }
        var seen = Set<Int>()
        routes = raw.map { route in
            let metric = catalogue[route.metric]
            return Route(
                series: route.series, offset: route.offset, factor: table.series[route.series].factor,
                isCounter: metric.kind == .counter, isFirst: seen.insert(route.offset).inserted,
                combine: metric.combine,
                members: members[route.offset] ?? 1, complement: metric.complement, isGPU: route.isGPU)
        }
        self.table = table
        self.gpus = gpus.sorted()
        self.trays = trays.sorted()
        self.unplaced = unplaced
        self.metrics = metrics
    }
}
