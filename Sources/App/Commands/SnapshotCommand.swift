// One frame to standard output, in any of four formats.

import Alerting
import Console
import Facility
import Foundation
import Screen
import Storage
import Telemetry

/// `vigie snapshot`
public struct SnapshotCommand: Sendable {
    /// `ansi` has colours, `text` has none, `json` has no cells but what they say.
    public enum Format: String, CaseIterable, Sendable { case text, ansi, svg, json }

    /// What is shown, and how large.
    public var frame = FrameOptions()
    /// Of the returned text.
    public var format = Format.text
    /// Colours of `ansi` and `svg`.
    public var theme = Theme.dark
    /// Colours and glyphs of `ansi`; of `text` the glyphs.
    public var lowering = Lowering(depth: .truecolor)
    /// The zone of every time in the frame.
    public var zone = ZoneChoice.utc
    /// The word in the header: `live`, `demo`, `replay`.
    public var mode = "demo"
    /// Thresholds of marks, and the table of XID codes.
    public var rules = RuleFiles.standard

    /// The dark theme in full colour, as text.
    public init() {}

    /// - Returns: the frame as text that ends with a line feed.
    public func render(_ snapshot: Snapshot, alerts: AlertBoard = .empty) throws(UserError) -> String {
        var scene = Scene(
            snapshot: snapshot, health: Health(snapshot, rules, laggards: alerts.laggards, coded: alerts.codedGPUs),
            mode: mode,
            zoneOffsetSeconds: zone.offsetSeconds(at: snapshot.moment), zoneName: zone.name(at: snapshot.moment),
            themeName: theme.name)
        scene.alerts = alerts
        scene.xids = rules.xids
        scene.hasHalfBlocks = format == .svg || lowering.hasHalfBlocks
        var state = try frame.state(for: scene)
        state.settle(scene)
        if format == .json { return SceneJSON.write(scene, state) }
        let canvas = Composer.compose(scene, state, width: frame.width, height: frame.height).canvas
        switch format {
        case .text: return CanvasText.write(canvas, lowering)
        case .ansi: return CanvasANSI.write(canvas, theme, lowering)
        case .svg: return CanvasSVG.write(canvas, theme)
        case .json: return ""
        }
    }
}
