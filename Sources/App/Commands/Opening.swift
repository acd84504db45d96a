// What a live screen shall show first, kept until it can: hosts and metrics are there only once pages have named them. It ends at the
// first key, as from then on the user decides.

import Console
import Storage
import Telemetry

/// Choices that wait for their place.
struct Opening {
    /// Slots after which what has not come is said not to come.
    static let patienceSlots = 30

    private let frame: FrameOptions
    private var said: String?

    /// Checks what can be known without a page: the view, and that the catalogue has the metric.
    init(_ frame: FrameOptions, catalogue: Catalogue) throws(UserError) {
        self.frame = frame
        if let metric = frame.metric { try FrameOptions.requireKnown(metric, catalogue) }
    }

    /// The first state.
    mutating func state(for scene: Scene) throws(UserError) -> ConsoleState {
        var state = try frame.beginning(scene)
        follow(&state, scene)
        return state
    }

    /// Applies what is there by now. Places are found again in every snapshot, as a topology that grows numbers them anew.
    mutating func follow(_ state: inout ConsoleState, _ scene: Scene) {
        var missing: [String] = []
        if let select = frame.select, !frame.apply(selection: select, to: &state, scene) {
            missing.append("place \(select)")
        }
        if let metric = frame.metric, !frame.apply(metric: metric, to: &state, scene) {
            missing.append("layer \(metric)")
        }
        // Another notice is not ours to replace.
        guard state.notice == nil || state.notice == said else { return }
        said = missing.isEmpty ? nil : Self.sentence(missing, slot: scene.snapshot.slot)
        state.notice = said
    }

    private static func sentence(_ missing: [String], slot: Int) -> String {
        let what = missing.joined(separator: ", ")
        return slot < patienceSlots ? "waiting for \(what)" : "nothing here has \(what)"
    }
}
