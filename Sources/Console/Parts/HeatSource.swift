// The value and mark of any place under the chosen layer: the one look-up that all maps share.

import Facility
import Storage
import Telemetry

/// Reads a scene through one heat layer.
struct HeatSource {
    let scene: Scene
    /// nil under the health layer.
    let metric: MetricID?

    init(_ scene: Scene, layer: Int) {
        self.scene = scene
        let layers = scene.layers
        if case .metric(let id) = layers[min(max(0, layer), layers.count - 1)] { metric = id } else { metric = nil }
    }

    var name: String { metric.map { scene.snapshot.catalogue[$0].title } ?? "health" }
    var definition: Metric? { metric.map { scene.snapshot.catalogue[$0] } }

    /// The GPU's value if its state counts, else NaN.
    func value(gpu: Int) -> Float {
        guard let metric, definition?.entity == .gpu, scene.snapshot.gpuState(gpu).counts else { return .nan }
        return scene.snapshot.value(metric, gpu)
    }

    func value(tray: Int) -> Float {
        guard let metric, definition?.entity == .tray, scene.snapshot.trayState(tray).counts else { return .nan }
        return scene.snapshot.value(metric, tray)
    }

    func rollUp(_ place: Place) -> RollUp? { metric.map { scene.snapshot.rollUp($0, place) } }

    func level(_ value: Double) -> UInt8 { definition.map { HeatMetric.level(value, $0) } ?? 0 }

    /// Share of the metric's scale, NaN if unknown.
    func share(_ value: Double) -> Double {
        guard let definition, value.isFinite else { return .nan }
        let span = definition.range.upperBound - definition.range.lowerBound
        return max(0, min(1, (value - definition.range.lowerBound) / span))
    }

    /// `93.8 %`, or a dash.
    func text(_ value: Double) -> String { definition.map { Figures.value(value, $0.unit) } ?? "–" }
    func text(_ value: Float) -> String { text(Double(value)) }
}
