// A series table compiled against a topology: where each value goes. It stores no values.

import Facility
import Telemetry

/// The routes of one target's page, and whom it is about. Never changed once it is made.
final class Binding {
    /// Where a host's entities begin, -1 for a host without a place.
    struct Base {
        let gpu: Int
        let tray: Int
    }

    let table: SeriesTable
    let routeSet: RouteSet
    /// By host of the page.
    let bases: [Base]
    /// Places inside the tray, by host of the page.
    let orders: [ModuleOrder]
    /// GPUs that the page names, as indices of the topology.
    let gpus: [Int]
    /// What the page's labels say of each of them: a place in its table, -1 where that says nothing.
    private let identities: [Int32]
    /// It names every GPU of the first one's tray: none is missing on it.
    let namesWholeTray: Bool
    /// Trays whose host metrics the page carries.
    let trays: [Int]
    /// Hosts the topology does not know, with the GPUs the page shows on them.
    let unplaced: [String: Int]
    /// Metrics that the page carries for entities with a place.
    let metrics: [Int]
    /// Best source of each of them, for a page about one tray alone; else empty.
    let ranks: [UInt8]
    let onlyTray: Int?
    /// The page carries a metric that never stands still on a living machine.
    let isLively: Bool
    let gpuMetricCount: Int
    let hostMetricCount: Int
    /// Metrics that a better source of the same tray reports.
    let muted: Set<Int>
    /// Their routes: they store nothing, but whether they move tells a living source from a frozen one.
    let mutedRoutes: [Route]

    /// Values that a frame has at least, where all plain routes lead into it.
    let frameEnd: Int

    private static let lively = Set(
        [MetricID.powerWatts, .powerInstantWatts, .energyWatts, .hostCPUBusyRatio].map(\.index))

    var routes: [Route] { routeSet.routes }

    /// Where a route leads in a frame.
    func offset(_ route: Route) -> Int {
        let base = bases[Int(route.host)]
        return Int(route.offset) + (route.traits.contains(.gpu) ? base.gpu : base.tray)
    }

    init(
        table: SeriesTable, target: TargetDescription, topology: Topology, catalogue: Catalogue, layout: FrameLayout,
        sets: inout RouteSets
    ) {
        let home = target.labels["host"] ?? target.address
        let names = target.hosts(of: table)
        let trayOfHost = names.map { topology.tray(ofHost: $0) ?? topology.tray(ofHost: home) }
        unplaced = Self.unplaced(table, names, trayOfHost, topology)
        orders = Self.orders(table, hosts: names.count)
        bases = trayOfHost.map { tray in
            tray.map { Base(gpu: topology.trays[$0].gpus.lowerBound, tray: $0) } ?? Base(gpu: -1, tray: -1)
        }
        muted = []
        mutedRoutes = []
        var finder = RouteFinder(
            table, trayOfHost, orders, topology, catalogue, layout, isLive: !target.url.hasPrefix("file:"))
        self.table = table
        routeSet = sets.set(finder.routes())
        frameEnd = Self.end(routeSet, bases)
        let named = finder.gpus.sorted()
        gpus = named
        identities = Self.identities(table, named, trayOfHost, orders, topology)
        namesWholeTray =
            named.first.map { named.count >= topology.trays[Int(topology.trayOfGPU[$0])].gpus.count } ?? false
        trays = finder.trays.sorted()
        metrics = finder.ranks.indices.filter { finder.ranks[$0] != .max }
        var covered = Set(trays)
        for gpu in gpus { covered.insert(Int(topology.trayOfGPU[gpu])) }
        onlyTray = covered.count == 1 ? covered.first : nil
        isLively = metrics.contains { Self.lively.contains($0) }
        ranks = onlyTray == nil ? [] : finder.ranks
        let gpuMetrics = metrics.count { catalogue.metrics[$0].entity == .gpu }
        gpuMetricCount = onlyTray == nil ? 0 : gpuMetrics
        hostMetricCount = onlyTray == nil ? 0 : metrics.count - gpuMetrics
    }

    /// The same without the values of some metrics.
    func muting(_ metrics: Set<Int>, sets: inout RouteSets) -> Binding {
        Binding(self, muted: metrics, sets.set(routes.filter { !metrics.contains(Int($0.metric)) }))
    }

    private init(_ other: Binding, muted: Set<Int>, _ routeSet: RouteSet) {
        table = other.table
        self.routeSet = routeSet
        bases = other.bases
        frameEnd = Self.end(routeSet, bases)
        orders = other.orders
        gpus = other.gpus
        identities = other.identities
        trays = other.trays
        namesWholeTray = other.namesWholeTray
        unplaced = other.unplaced
        metrics = other.metrics
        ranks = other.ranks
        onlyTray = other.onlyTray
        isLively = other.isLively
        gpuMetricCount = other.gpuMetricCount
        hostMetricCount = other.hostMetricCount
        self.muted = muted
        mutedRoutes = other.routes.filter { muted.contains(Int($0.metric)) }
    }

    /// What the page's labels say of a GPU, nil if they do not name it.
    func identity(of gpu: Int) -> GPUIdentity? {
        let index = Self.firstIndex(gpus, notBelow: gpu)
        guard index < gpus.count, gpus[index] == gpu, identities[index] >= 0 else { return nil }
        return table.gpus[Int(identities[index])].identity
    }

    /// The best source the page has of a metric of its one tray, nil if it has none.
    func rank(_ metric: Int) -> UInt8? {
        guard metric < ranks.count, ranks[metric] != .max else { return nil }
        return ranks[metric]
    }

    private static func end(_ routes: RouteSet, _ bases: [Base]) -> Int {
        routes.plain.map { run in
            let base = bases[Int(run.host)]
            return Int(run.offset) + (run.isGPU ? base.gpu : base.tray) + Int(run.count)
        }.max() ?? 0
    }

    private static func identities(
        _ table: SeriesTable, _ gpus: [Int], _ trayOfHost: [Int?], _ orders: [ModuleOrder], _ topology: Topology
    ) -> [Int32] {
        var places = [Int32](repeating: -1, count: gpus.count)
        for (entry, (host, identity)) in table.gpus.enumerated() {
            let order = max(0, host)
            guard order < orders.count, order < trayOfHost.count, let tray = trayOfHost[order] else { continue }
            // A host of several that has no place of its own stands with the target's: its GPUs are not that one's.
            let isNamed = host >= 0 && host < table.hosts.count && table.hosts.count > 1
            guard !isNamed || topology.trays[tray].host == table.hosts[host] else { continue }
            let range = topology.trays[tray].gpus, position = orders[order].position(identity.ordinal)
            guard (0..<range.count).contains(position) else { continue }
            let gpu = range.lowerBound + position
            let index = firstIndex(gpus, notBelow: gpu)
            if index < gpus.count, gpus[index] == gpu { places[index] = Int32(clamping: entry) }
        }
        return places
    }

    /// In a sorted list.
    private static func firstIndex(_ gpus: [Int], notBelow gpu: Int) -> Int {
        var low = 0, high = gpus.count
        while low < high {
            let middle = (low + high) / 2
            if gpus[middle] < gpu { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func orders(_ table: SeriesTable, hosts: Int) -> [ModuleOrder] {
        if hosts == 1 { return [ModuleOrder(table.gpus.filter { $0.host <= 0 }.map(\.identity))] }
        let byHost = Dictionary(grouping: table.gpus) { max(0, $0.host) }
        return (0..<hosts).map { ModuleOrder((byHost[$0] ?? []).map(\.identity)) }
    }

    private static func unplaced(
        _ table: SeriesTable, _ names: [String], _ trays: [Int?], _ topology: Topology
    ) -> [String: Int] {
        var seen = [Int](repeating: 0, count: names.count)
        for (host, identity) in table.gpus where max(0, host) < seen.count {
            seen[max(0, host)] = max(seen[max(0, host)], min(identity.ordinal, 63) + 1)
        }
        var unplaced: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let known = trays[index].map { topology.trays[$0].gpus.count }
            guard let known, known >= seen[index], topology.tray(ofHost: name) != nil else {
                unplaced[name] = seen[index]
                continue
            }
        }
        return unplaced
    }
}
