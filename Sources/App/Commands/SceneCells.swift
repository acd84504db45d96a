// What a view's cells stand for, as JSON objects with values: places with their mean, their worst mark, and their GPUs' values.

import Console
import Facility
import Foundation
import Storage
import Telemetry

/// The `cells` of a snapshot in JSON.
enum SceneCells {
    static func list(_ scene: Scene, _ state: ConsoleState) -> [[String: Any]] {
        let topology = scene.snapshot.topology
        let places: [Place]
        switch state.view {
        case .hall, .timeline, .targets, .page, .alerts, .help: places = topology.racks.indices.map { .rack($0) }
        case .rack:
            places =
                topology.racks.isEmpty ? [] : topology.racks[state.selection.rack].trays.reversed().map { .tray($0) }
        case .tray, .gpu:
            places = topology.trays.isEmpty ? [] : topology.trays[state.selection.tray].gpus.map { .gpu($0) }
        case .outliers, .table: places = state.listPlaces(scene)
        }
        return places.map { cell($0, scene, state) }
    }

    private static func cell(_ place: Place, _ scene: Scene, _ state: ConsoleState) -> [String: Any] {
        let snapshot = scene.snapshot, topology = snapshot.topology
        var object: [String: Any] = [
            "place": ConsoleState.name(place, topology), "mark": scene.health.mark(place, in: topology).word,
            "matches_filter": state.matches?.contains(place, in: topology) ?? true,
        ]
        guard case .metric(let metric) = scene.layers[state.layer] else { return object }
        let rollUp = snapshot.rollUp(metric, place)
        // A mean of one is that one, in as many digits.
        object["value"] = rollUp.count == 1 ? SceneJSON.number(rollUp.max) : number(rollUp.mean)
        object["known"] = rollUp.count
        if case .gpu(let gpu) = place {
            object["state"] = snapshot.gpuState(gpu).word.replacingOccurrences(of: " ", with: "_")
            object["values"] = values(gpu, snapshot)
        } else if snapshot.catalogue[metric].entity == .gpu {
            object["gpus"] = topology.gpus(of: place).map { gpu in
                SceneJSON.number(snapshot.gpuState(gpu).counts ? snapshot.value(metric, gpu) : .nan)
            }
        }
        return object
    }

    /// Every exported metric of a GPU by name; null where nothing is known.
    private static func values(_ gpu: Int, _ snapshot: Snapshot) -> [String: Any] {
        var out: [String: Any] = [:]
        for metric in snapshot.catalogue.metrics(of: .gpu) where snapshot.isExported(metric) {
            let counts = snapshot.gpuState(gpu).counts
            out[snapshot.catalogue[metric].name] = SceneJSON.number(counts ? snapshot.value(metric, gpu) : .nan)
        }
        return out
    }

    private static func number(_ value: Double) -> Any { value.isFinite ? value as Any : NSNull() }
}
