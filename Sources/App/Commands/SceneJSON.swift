// A scene as JSON for scripts: a list with one object, snake-case keys that stay.

import Console
import Facility
import Foundation
import Storage
import Telemetry

enum SceneJSON {
    static func write(_ scene: Scene, _ state: ConsoleState) -> String {
        let snapshot = scene.snapshot, topology = snapshot.topology
        let states = snapshot.states(.hall)
        var object: [String: Any] = [
            "site": topology.site, "hall": topology.hall, "moment": moment(snapshot.moment), "mode": scene.mode,
            "view": state.view.rawValue, "metric": scene.layers[state.layer].name(snapshot.catalogue),
            "racks": topology.racks.count, "hosts": topology.trays.count, "gpus": topology.gpuCount,
            "targets_up": snapshot.statistics.targetsUp, "targets_total": snapshot.statistics.targetsTotal,
            "samples_per_second": snapshot.statistics.samplesPerSecond,
        ]
        var byState: [String: Int] = [:]
        for state in EntityState.allCases {
            byState[state.word.replacingOccurrences(of: " ", with: "_")] = states[state]
        }
        object["gpu_states"] = byState
        object["cells"] = SceneCells.list(scene, state)
        if let (name, value) = SceneLists.list(scene, state) { object[name] = value }
        object["alarms_judged"] = scene.alerts.isJudged
        // An empty list of alarms means nothing where nobody asked the rules.
        if state.view == .alerts { object["alarms_unknown"] = scene.alerts.silence.map { $0 as Any } ?? NSNull() }
        object["filter"] = state.filter.map { $0.text as Any } ?? NSNull()
        object["hall_metrics"] = metrics(snapshot)
        object["selected"] = topology.racks.isEmpty ? NSNull() : place(selected(state, topology), topology)
        object["troubles"] = scene.health.troubles.map { trouble -> [String: Any] in
            [
                "place": place(trouble.place, topology), "mark": trouble.mark.word,
                "severity": "\(trouble.mark.severity)",
                "count": trouble.count, "xid": trouble.xid.map { $0 as Any } ?? NSNull(),
                "since": scene.since(trouble).map { moment($0) as Any } ?? NSNull(),
            ]
        }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: [object], options: options) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// Mean, extremes and count of each metric; null where nothing is known.
    private static func metrics(_ snapshot: Snapshot) -> [String: Any] {
        var out: [String: Any] = [:]
        for (index, metric) in snapshot.catalogue.metrics.enumerated() where metric.averages {
            let rollUp = snapshot.rollUp(MetricID(index), .hall)
            guard rollUp.count > 0, rollUp.mean.isFinite, rollUp.min.isFinite, rollUp.max.isFinite else {
                out[metric.name] = NSNull()
                continue
            }
            out[metric.name] = [
                "mean": rollUp.mean, "min": shortest(rollUp.min), "max": shortest(rollUp.max), "count": rollUp.count,
            ]
        }
        return out
    }

    static func number(_ value: Float) -> Any { value.isFinite ? shortest(value) as Any : NSNull() }

    /// The number a Float was made from, as far as it tells: 9.6e11, not 960000032768.
    private static func shortest(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }

    private static func selected(_ state: ConsoleState, _ topology: Topology) -> Place {
        switch state.view {
        case .hall, .rack, .timeline, .outliers, .table, .targets, .page, .alerts, .help: .rack(state.selection.rack)
        case .tray: .tray(state.selection.tray)
        case .gpu: state.selection.gpu(in: topology).map { .gpu($0) } ?? .tray(state.selection.tray)
        }
    }

    private static func place(_ place: Place, _ topology: Topology) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): topology.rows[row].name
        case .rack(let rack): topology.racks[rack].name
        case .tray(let tray): topology.path(tray: tray)
        case .gpu(let gpu): topology.path(gpu: gpu)
        }
    }

    private static func moment(_ time: Timestamp) -> String {
        let civil = CivilTime(time)
        return "\(civil.date)T\(civil.clock)Z"
    }
}
