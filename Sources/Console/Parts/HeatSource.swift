// The value and mark of any place under the chosen layer: the one look-up that all maps share.

import Facility
import Screen
import Storage
import Telemetry

/// Reads a scene through one heat layer, as it is or against peers.
struct HeatSource {
    /// Robust deviations at the ends of the scale against peers.
    static let peerSpan = 6.0

    let scene: Scene
    /// nil under the health layer.
    let metric: MetricID?
    /// The catalogue's row of the metric.
    let definition: Metric?
    /// nil: values as they are.
    let peers: PeerDeviations?
    /// Who is meant; nil means everybody.
    let matches: FilterMatches?
    /// What every pixel asks, looked up once.
    private let plane: MetricPlane?
    private let scale: HeatScale?
    /// The moment's own scale; nil under the metric's fixed one.
    let autoRange: ClosedRange<Double>?
    private let isOfGPUs: Bool

    init(_ scene: Scene, _ state: ConsoleState) {
        self.scene = scene
        let layers = scene.layers
        let layer = layers[min(max(0, state.layer), layers.count - 1)]
        let shown: MetricID? = if case .metric(let id) = layer { id } else { nil }
        metric = shown
        let deviations = state.againstPeers ? state.derived.peers : nil
        peers = deviations?.metric == shown ? deviations : nil
        matches = state.matches
        definition = shown.map { scene.snapshot.catalogue[$0] }
        plane = shown.map { scene.snapshot.plane($0) }
        let auto = state.isAutoScaled && peers == nil ? state.derived.autoScale : nil
        autoRange = auto?.metric == shown ? auto?.range : nil
        scale = definition.map { [autoRange] in HeatScale($0, over: autoRange) }
        isOfGPUs = definition?.entity == .gpu
    }

    var name: String {
        let title = metric.map { scene.snapshot.catalogue[$0].title } ?? "health"
        return peers == nil ? title : title + " against peers"
    }

    /// Nobody exports the layer's metric, so nothing can be seen under it.
    var isBlind: Bool {
        guard let metric, let definition else { return false }
        // Where nobody answers there is nothing to be said of pages.
        guard scene.snapshot.statistics.targetsUp > 0 else { return false }
        return !scene.snapshot.isExported(metric) && definition.derivation == nil && scene.snapshot.slot >= 0
    }

    /// What to say of a layer that shows nothing because no page carries it, nil if one does.
    var blindWords: String? {
        isBlind ? definition.map(ExporterRow.words) : nil
    }

    /// The GPU's value if its state counts, else NaN.
    func value(gpu: Int) -> Float {
        guard isOfGPUs, let plane, scene.snapshot.gpuState(gpu).counts else { return .nan }
        return peers.map { $0.deviation(gpu) } ?? plane[gpu]
    }

    /// The tray's value if its state counts, else NaN.
    func value(tray: Int) -> Float {
        guard !isOfGPUs, let plane, scene.snapshot.trayState(tray).counts else { return .nan }
        return plane[tray]
    }

    /// Whether the filter means this GPU.
    func isMeant(gpu: Int) -> Bool { matches.map { gpu < $0.gpus.count && $0.gpus[gpu] } ?? true }
    func isMeant(tray: Int) -> Bool { matches.map { tray < $0.trays.count && $0.trays[tray] } ?? true }
    func isMeant(rack: Int) -> Bool { matches.map { $0.contains(.rack(rack), in: scene.snapshot.topology) } ?? true }

    func rollUp(_ place: Place) -> RollUp? {
        guard let peers, let metric else { return metric.map { scene.snapshot.rollUp($0, place) } }
        var rollUp = RollUp()
        guard scene.snapshot.catalogue[metric].entity == .gpu else { return rollUp }
        for gpu in scene.snapshot.topology.gpus(of: place) where scene.snapshot.gpuState(gpu).counts {
            rollUp.add(peers.deviation(gpu))
        }
        return rollUp
    }

    func level(_ value: Double) -> UInt8 {
        if peers != nil { return UInt8(max(0, min(255, 128 + value / Self.peerSpan * 127))) }
        return scale?.level(value) ?? 0
    }

    /// The colour of a finite value.
    func ink(_ value: Double) -> Ink { peers == nil ? .heat(level(value)) : .deviation(level(value)) }

    /// The colour of a value on the metric's own scale, whatever the map shows.
    func plainInk(_ value: Double) -> Ink {
        scale.map { .heat($0.level(value)) } ?? .role(.background)
    }

    /// Share of the scale, NaN if unknown.
    func share(_ value: Double) -> Double {
        guard peers != nil else { return scale?.share(value) ?? .nan }
        return value.isFinite ? max(0, min(1, 0.5 + value / (2 * Self.peerSpan))) : .nan
    }

    /// `93.8 %`, `+2.1 σ`, or a dash.
    func text(_ value: Double) -> String {
        if peers != nil { return value.isFinite ? Figures.signed(value, 1) + " σ" : "–" }
        return definition.map { Figures.value(value, $0.unit) } ?? "–"
    }
    func text(_ value: Float) -> String { text(Double(value)) }

    /// At most four columns.
    func tiny(_ value: Double) -> String {
        if peers != nil { return value.isFinite ? Figures.signed(value, 0) : "–" }
        return definition.map { Figures.tiny(value, $0.unit) } ?? "·"
    }

    /// The ends of the scale in words.
    var ends: (low: String, high: String)? {
        if peers != nil { return ("-6 σ", "+6 σ") }
        if let definition, let autoRange {
            // What lies beyond the ends has their colours.
            return (
                "auto ≤ " + Figures.value(autoRange.lowerBound, definition.unit),
                "≥ " + Figures.value(autoRange.upperBound, definition.unit)
            )
        }
        return definition.map {
            (Figures.value($0.range.lowerBound, $0.unit), Figures.value($0.range.upperBound, $0.unit))
        }
    }

    /// The colour at a share of the scale.
    func ink(share: Double) -> Ink {
        if peers != nil { return .deviation(UInt8(max(0, min(255, share * 255)))) }
        return scale.map { .heat($0.level($0.value(at: share))) } ?? .role(.background)
    }
}
