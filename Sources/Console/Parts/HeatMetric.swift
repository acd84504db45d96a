// The layers of the heat map, in the order of Tab. How a value becomes heat is `HeatScale`.

import Storage
import Telemetry

/// A layer that Tab steps through.
public enum HeatMetric: Hashable, Sendable {
    /// The values of one metric.
    case metric(MetricID)
    /// No heat: marks alone.
    case health

    /// The layers in the order of Tab; the first is what the fleet exports best.
    public static func layers(of snapshot: Snapshot) -> [HeatMetric] {
        if snapshot.topology.gpuCount == 0, !snapshot.topology.trays.isEmpty {
            return [.hostCPUBusyRatio, .hostMemoryUsedRatio, .hostDiskUsedRatio].map { .metric($0) } + [.health]
        }
        let first = activity(of: snapshot)
        let rest: [MetricID] = [
            .smActive, .tensorActive, .powerWatts, .tempCelsius, .tempMarginCelsius, .memoryUsedRatio,
            .nvlinkBytesPerSecond, .dramActive, .gpuUtil,
        ]
        return ([first] + rest.filter { $0 != first }).map { .metric($0) } + [.health]
    }

    /// SM activity, else GR engine activity, else GPU utilisation: the first that the fleet exports.
    public static func activity(of snapshot: Snapshot) -> MetricID {
        [.smActive, .grEngineActive, .gpuUtil].first { snapshot.isExported($0) } ?? .smActive
    }

    /// The stable name, as on the command line.
    public func name(_ catalogue: Catalogue) -> String {
        switch self {
        case .metric(let id): catalogue[id].name
        case .health: "health"
        }
    }

    /// The long name, for lists and legends.
    public func title(_ catalogue: Catalogue) -> String {
        switch self {
        case .metric(let id): catalogue[id].title
        case .health: "health"
        }
    }

    /// The short name, for narrow places.
    public func short(_ catalogue: Catalogue) -> String {
        switch self {
        case .metric(let id): catalogue[id].short
        case .health: "health"
        }
    }

    /// The layer that a text means: its stable name, short name or title, whole or as a beginning; nil if there is none.
    public static func index(of text: String, in layers: [HeatMetric], _ catalogue: Catalogue) -> Int? {
        let wanted = CommandLine.fold(text)
        guard !wanted.isEmpty else { return nil }
        let names = layers.map { layer in
            [layer.name(catalogue), layer.short(catalogue), layer.title(catalogue)].map(CommandLine.fold)
        }
        if let exact = names.firstIndex(where: { $0.contains(wanted) }) { return exact }
        return names.firstIndex { $0.contains { $0.hasPrefix(wanted) } }
    }
}
