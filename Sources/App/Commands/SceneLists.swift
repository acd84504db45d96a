// What the list views of a snapshot show, as JSON objects: alarms, targets, and the lines of a timeline.

import Alerting
import Console
import Foundation
import Storage
import Telemetry

/// The part of a snapshot's JSON that its view adds.
enum SceneLists {
    /// Name and value; nil for views that are made of cells.
    static func list(_ scene: Scene, _ state: ConsoleState) -> (name: String, value: [Any])? {
        switch state.view {
        case .alerts:
            let report = AlertReport(scene.alerts, scene.notebook, scene.snapshot.topology, now: scene.muteMoment)
            return ("alarms", report.objects())
        case .targets: return ("targets", scene.snapshot.targets.map { target($0, scene) })
        case .timeline: return ("timeline", state.timelineRows(scene).map { row($0) })
        case .hall, .rack, .tray, .gpu, .outliers, .table, .page, .help: return nil
        }
    }

    private static func target(_ target: TargetStatus, _ scene: Scene) -> [String: Any] {
        var object: [String: Any] = [
            "url": target.description.url, "state": target.state.word.replacingOccurrences(of: " ", with: "_"),
            "reason": target.failure.map { $0.reason as Any } ?? NSNull(), "bad_lines": target.badLines,
            "note": target.firstBadLine.map { $0 as Any } ?? NSNull(),
            "tray": target.tray.map { scene.snapshot.topology.path(tray: $0) as Any } ?? NSNull(),
            "age_ms": target.lastSuccess.map { (scene.snapshot.moment - $0) as Any } ?? NSNull(),
        ]
        for (name, value) in target.selfMetrics { object[name] = value }
        return object
    }

    private static func row(_ row: (place: String, columnMs: Int64, values: [Float], silent: [Bool])) -> [String: Any] {
        [
            "place": row.place, "column_ms": row.columnMs, "values": row.values.map { SceneJSON.number($0) },
            "silent": row.silent,
        ]
    }
}
