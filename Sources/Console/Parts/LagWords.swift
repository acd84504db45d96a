// A GPU that the map marks as lagging before the minutes have judged it: how far the judgement is, and when it falls. It decides nothing.

import Alerting
import Facility
import Screen
import Storage
import Telemetry

enum LagWords {
    /// `A02/t06/g2 lags: 2 of 3 windows, decision at 12:05:13`; nil if nobody waits for judgement.
    ///
    /// - Parameter isShort: without the windows that have passed.
    static func words(_ scene: Scene, isShort: Bool = false) -> String? {
        let board = scene.alerts
        guard let judgement = board.judgement else { return nil }
        let named = Set(board.alarms.filter { $0.family == .speed }.flatMap { $0.members.map(\.place) })
        let marks = scene.health.gpuMarks
        let lagging = marks.indices.filter { marks[$0] == .straggler && !named.contains(.gpu($0)) }
        let counted = lagging.map { gpu in
            (gpu: gpu, windows: board.stragglers.first { $0.gpu == gpu }?.windows ?? 0)
        }
        guard let next = counted.max(by: { ($0.windows, $1.gpu) < ($1.windows, $0.gpu) }),
            next.windows < judgement.needed
        else { return nil }
        let end = judgement.at + Int64(judgement.needed - next.windows - 1) * judgement.windowMs
        let clock = CivilTime(end, offsetSeconds: scene.zoneOffsetSeconds).clock
        let more = lagging.count > 1 ? " and \(Figures.count(lagging.count - 1)) more" : ""
        let passed = isShort ? "" : ": \(next.windows) of \(Figures.counted(judgement.needed, "window"))"
        let path = scene.snapshot.topology.path(gpu: next.gpu), verb = lagging.count > 1 ? "lag" : "lags"
        return "\(path)\(more) \(verb)\(passed), decision at \(clock)"
    }
}
