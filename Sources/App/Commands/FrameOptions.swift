// What a frame shall show: view, place, metric, size. Checked against a scene, with the known names in every error.

import Console
import Facility
import Screen
import Storage
import Telemetry

/// Choices of `snapshot`, and the beginning of the live screens.
public struct FrameOptions: Sendable {
    /// A view's name; nil is the hall.
    public var view: String?
    /// A place such as `A01/t07/g2`; nil is the worst place there is.
    public var select: String?
    /// A heat metric by its stable name; nil is the first of the hall's layers.
    public var metric: String?
    /// In the filter language; nil or empty means everything.
    public var filter: String?
    /// Heat shows how far a GPU is from its peers.
    public var peers = false
    /// Heat on the moment's own scale.
    public var autoScale = false
    /// What a line of a list stands for: `gpu`, `tray`, `rack` or `row`; nil is each view's own choice.
    public var level: String?
    /// Columns, 1 to 1000.
    public var width = 120
    /// Rows, 1 to 1000.
    public var height = 40

    /// The hall at 120 x 40, nothing chosen.
    public init() {}

    /// The state that shows these choices. A metric that nobody exports, and a place where nobody answered, are named in its notice.
    public func state(for scene: Scene) throws(UserError) -> ConsoleState {
        var state = try beginning(scene), missing: [String] = []
        if let select, !apply(selection: select, to: &state, scene) {
            guard scene.snapshot.isSilent else {
                throw UserError("no place \"\(select)\" here; a place is written A01, A01/t07 or A01/t07/g2")
            }
            missing.append("place \(select)")
        }
        if let metric, !apply(metric: metric, to: &state, scene) {
            try Self.requireKnown(metric, scene.snapshot.catalogue)
            missing.append("layer \(metric)")
        }
        if !missing.isEmpty { state.notice = "nothing here has \(missing.joined(separator: ", "))" }
        return state
    }

    /// Whether any hall can have such a layer can be told without a page.
    static func requireKnown(_ metric: String, _ catalogue: Catalogue) throws(UserError) {
        let known = catalogue.metrics.indices.map { HeatMetric.metric(MetricID($0)) } + [.health]
        guard HeatMetric.index(of: metric, in: known, catalogue) == nil else { return }
        throw UserError(Choice.unknown(metric, "heat metric", known: known.map { $0.name(catalogue) }))
    }

    /// The view asked for, at the worst place there is.
    func beginning(_ scene: Scene) throws(UserError) -> ConsoleState {
        var state = ConsoleState()
        if let view { state.view = try Choice.parse(view, "view") }
        if let worst = scene.health.troubles.first { show(worst.place, &state, scene) }
        // Of pages the worst is the first of the targets view, whatever is marked; live it waits for the first slot.
        state.pageURL = nil
        try applyLooks(to: &state, scene)
        if state.view == .timeline { state.followSelection(scene) }
        if state.view == .page, scene.snapshot.slot >= 0 { state.choosePage(scene) }
        return state
    }

    /// Filter, level and comparison, which need no place to be there yet.
    private func applyLooks(to state: inout ConsoleState, _ scene: Scene) throws(UserError) {
        state.againstPeers = peers
        state.isAutoScaled = autoScale
        if let level {
            let levels: [String: Level] = ["gpu": .gpu, "tray": .tray, "rack": .rack, "row": .row]
            guard let chosen = levels[level] else {
                throw UserError("no level \"\(level)\"; known: gpu, tray, rack, row")
            }
            state.levels = state.levels.mapValues { _ in chosen }
        }
        if let filter {
            do throws(FilterError) {
                let parsed = try Filter(filter, scene.vocabulary)
                state.filter = parsed.isEmpty ? nil : parsed
            } catch { throw UserError("--filter:1:\(error.column): \(error.reason)") }
        }
    }

    /// - Returns: whether there is such a place.
    func apply(selection path: String, to state: inout ConsoleState, _ scene: Scene) -> Bool {
        guard let place = scene.snapshot.topology.place(at: path) else { return false }
        show(place, &state, scene)
        if state.view == .timeline { state.followSelection(scene) }
        return true
    }

    /// - Returns: whether the hall has such a layer.
    func apply(metric name: String, to state: inout ConsoleState, _ scene: Scene) -> Bool {
        guard let layer = scene.layer(named: name) else { return false }
        state.layer = layer
        return true
    }

    private func show(_ place: Place, _ state: inout ConsoleState, _ scene: Scene) {
        let topology = scene.snapshot.topology
        state.selection.select(place, in: topology)
        if case .rack(let rack) = place { state.selection.tray = max(0, topology.racks[rack].trays.upperBound - 1) }
        // The page view shows a target: the first that reads the selected tray.
        if state.view == .page, topology.trays.indices.contains(state.selection.tray) {
            let target = scene.snapshot.targets(ofTray: state.selection.tray).first
            state.pageURL = target.map { scene.snapshot.targets[$0].description.url }
        }
    }

    /// Reads `168x50`.
    public static func size(_ text: String) throws(UserError) -> (width: Int, height: Int) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], (1...1000).contains(width),
            (1...1000).contains(height)
        else { throw UserError("\"\(text)\" is no size; a size is written 168x50, each side 1 to 1000") }
        return (width, height)
    }
}
