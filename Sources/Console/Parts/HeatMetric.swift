// The layers of the heat map, and the one rule that turns a value into heat. Scales are fixed and labelled.

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

    /// Where a value lies on the metric's fixed scale, 0 to 255. A small thermal margin is hot.
    public static func level(_ value: Double, _ metric: Metric) -> UInt8 {
        let span = metric.range.upperBound - metric.range.lowerBound
        guard value.isFinite, span > 0 else { return 0 }
        let share = max(0, min(1, (value - metric.range.lowerBound) / span))
        return UInt8((metric.name == "temp_margin_celsius" ? 1 - share : share) * 255)
    }
}
