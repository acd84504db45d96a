// States of a hall of which only values are known: by their age, as the store would decide if each moment with a value were a page.

import Facility
import Storage
import Telemetry

/// Follows who was last told of from moment to moment.
struct ValueStates {
    private let topology: Topology
    private(set) var gpus: GPUStates
    private(set) var trays: [EntityState]
    private var traySeenMs: [Int64]

    init(_ topology: Topology) {
        self.topology = topology
        gpus = GPUStates(count: topology.gpuCount)
        trays = topology.trays.map { _ in .neverSeen }
        traySeenMs = topology.trays.map { _ in .min }
    }

    mutating func sawGPU(_ gpu: Int, at moment: Timestamp) { gpus.lastSeenMs[gpu] = moment.milliseconds }

    mutating func sawTray(_ tray: Int, at moment: Timestamp) { traySeenMs[tray] = moment.milliseconds }

    /// All who were told of at this moment are known.
    mutating func decide(at moment: Timestamp, stepMs: Int64) {
        for (tray, place) in topology.trays.enumerated() {
            let newest = gpus.lastSeenMs[place.gpus].max() ?? .min
            traySeenMs[tray] = max(traySeenMs[tray], newest)
            trays[tray] = Self.state(traySeenMs[tray], moment, stepMs)
            for gpu in place.gpus {
                var state = Self.state(gpus.lastSeenMs[gpu], moment, stepMs)
                // Its tray speaks, and not of it.
                let isAbsent = state != .neverSeen && moment.milliseconds - newest < stepMs
                if isAbsent, moment.milliseconds - gpus.lastSeenMs[gpu] >= 3 * stepMs { state = .gone }
                guard state != gpus.states[gpu] else { continue }
                if gpus.states[gpu] != .neverSeen { gpus.since[gpu] = moment }
                gpus.states[gpu] = state
            }
        }
    }

    private static func state(_ seenMs: Int64, _ moment: Timestamp, _ stepMs: Int64) -> EntityState {
        guard seenMs != .min else { return .neverSeen }
        let age = moment.milliseconds - seenMs
        return age <= 2 * stepMs ? .fresh : age <= max(60_000, 4 * stepMs) ? .late : .unreachable
    }
}
