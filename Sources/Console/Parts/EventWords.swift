// Events in words, with a glyph and a role for strips and lists.

import Screen
import Storage
import Telemetry

enum EventWords {
    /// A dot on a strip: red for the worse, green for the better, amber for the rest.
    static func look(_ event: Event) -> (glyph: Unicode.Scalar, role: Role) {
        switch event.kind {
        case .gpuState(_, let to), .targetState(_, _, let to, _):
            switch to {
            case .fresh: ("●", .good)
            case .gone, .unreachable: ("●", .critical)
            default: ("▲", .warning)
            }
        case .xid: ("●", .critical)
        case .replaced: ("▲", .warning)
        case .alarm(_, let isCritical, let began): ("●", !began ? .good : isCritical ? .critical : .warning)
        }
    }

    /// What happened to a GPU and its tray, newest first. Alarms are found when their slot has closed, after events that happened later in it.
    static func newest(ofGPU gpu: Int, _ scene: Scene) -> [Event] {
        let tray = Int(scene.snapshot.topology.trayOfGPU[gpu])
        let own = scene.snapshot.events.reversed().lazy.filter { $0.place == .gpu(gpu) || $0.place == .tray(tray) }
        return own.prefix(64).enumerated().sorted {
            ($1.element.time, $0.offset) < ($0.element.time, $1.offset)
        }.map(\.element)
    }

    static func words(_ event: Event, _ scene: Scene) -> String {
        switch event.kind {
        case .gpuState(let from, let to): "\(from.word) → \(to.word)"
        case .targetState(_, let from, let to, let failure):
            "target \(from.word) → \(to.word)" + (failure.map { ": \($0.reason)" } ?? "")
        case .xid(let code): "XID " + XIDWords(table: scene.xids).name(code)
        case .alarm(let name, _, let began): began ? "alarm \(name)" : "alarm \(name) over"
        case .replaced(let old, let new): "GPU replaced: \(old) → \(new)"
        }
    }
}
