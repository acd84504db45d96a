// What a frame shall show: view, place, metric, size. Checked against a scene, with the known names in every error.

import Console
import Facility
import Screen
import Telemetry

/// Choices of `snapshot`, and the beginning of the live screens.
public struct FrameOptions: Sendable {
    public var view: String?
    public var select: String?
    public var metric: String?
    public var width = 120
    public var height = 40

    public init() {}

    /// The state that shows these choices.
    public func state(for scene: Scene) throws(UserError) -> ConsoleState {
        var state = ConsoleState()
        if let view {
            guard let name = ViewName(rawValue: view) else {
                throw UserError(
                    "no view \"\(view)\"; known: \(ViewName.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            state.view = name
        }
        let topology = scene.snapshot.topology
        if let select {
            guard let place = topology.place(at: select) else {
                throw UserError("no place \"\(select)\" here; a place is written A01, A01/t07 or A01/t07/g2")
            }
            state.selection.select(place, in: topology)
        } else if let worst = scene.health.troubles.first {
            state.selection.select(worst.place, in: topology)
        }
        if case .rack(let rack)? = select.flatMap({ topology.place(at: $0) }) ?? scene.health.troubles.first?.place {
            state.selection.tray = max(0, topology.racks[rack].trays.upperBound - 1)
        }
        if let metric {
            let names = scene.layers.map { $0.name(scene.snapshot.catalogue) }
            guard let layer = names.firstIndex(of: metric) else {
                throw UserError("no heat metric \"\(metric)\"; known: \(names.joined(separator: ", "))")
            }
            state.layer = layer
        }
        return state
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
