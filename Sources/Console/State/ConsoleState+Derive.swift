// Brings the derived results up to a scene. Cheap when nothing changed.

import Storage
import Telemetry

extension ConsoleState {
    /// Answers again what the scene, the filter, the layer or the view ask anew.
    public mutating func settle(_ scene: Scene) {
        let snapshot = scene.snapshot, filter = activeFilter
        // Who asks for a page without naming one means the one that is worst off, once that can be told.
        if view == .page, pageURL == nil, snapshot.slot >= 0 { choosePage(scene) }
        let layer = scene.layers[min(max(0, layer), scene.layers.count - 1)]
        let wantsPeers = againstPeers || view == .outliers || (view == .timeline && list.sortColumn != nil)
        let metric: MetricID? = if wantsPeers, case .metric(let id) = layer { id } else { nil }
        let timeline = view == .timeline ? TimelineGrid.Question(self, layer) : nil
        let scaled: MetricID? = if isAutoScaled, case .metric(let id) = layer { id } else { nil }
        let question = Derived.Question(
            snapshot: ObjectIdentifier(snapshot), slot: snapshot.slot, filter: filter, metric: metric,
            timeline: timeline, scaled: scaled, heights: view == .rack)
        guard question != derived.question else { return }
        let old = derived.question
        let isNew = old?.snapshot != question.snapshot || old?.slot != question.slot
        if isNew || old?.filter != filter {
            derived.matches = filter.map { $0.matches(in: scene.filterSource) }
        }
        if isNew || old?.metric != metric {
            derived.peers = metric.map { PeerDeviations(snapshot, metric: $0) }
        }
        if isNew || old?.timeline != timeline || old?.filter != filter {
            let previous = derived.timeline
            derived.timeline = timeline.map {
                TimelineGrid(scene, $0, matches: derived.matches, previous: previous)
            }
        }
        if isNew || old?.scaled != scaled {
            derived.autoScale = scaled.flatMap { id in AutoScale.range(snapshot, id).map { (id, $0) } }
        }
        if isNew || old?.heights != question.heights {
            derived.heights = question.heights ? TrayHeights(snapshot) : nil
        }
        derived.question = question
        derived.snapshot = snapshot
    }

    /// Who is meant; nil means everybody.
    public var matches: FilterMatches? { derived.matches }
}
