// Events in words, with a glyph and a role for strips and lists.

import Facility
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

    /// The mark of what went wrong at a place; nil for what got better and for what alarms say of it.
    static func mark(_ event: Event, _ scene: Scene) -> Mark? {
        switch event.kind {
        case .gpuState(_, .gone): .gone
        case .gpuState(_, .unreachable), .targetState(_, _, .unreachable, _): .unreachable
        case .gpuState(_, .frozen), .targetState(_, _, .frozen, _): .frozen
        case .xid(let code): XIDWords(table: scene.xids).isFault(code) ? .fault : nil
        default: nil
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

    /// When it happened, `by 18:42:07` if that may have been long before.
    static func clock(_ event: Event, _ scene: Scene) -> String {
        let clock = CivilTime(event.time, offsetSeconds: scene.zoneOffsetSeconds).clock
        return event.uncertaintyMs > vagueMs ? "by " + clock : clock
    }

    /// More than slow exporters are asked less often than.
    private static let vagueMs: Int64 = 20_000

    static func words(_ event: Event, _ scene: Scene) -> String {
        switch event.kind {
        case .gpuState(let from, let to): "\(from.word) → \(to.word)"
        case .targetState(let target, let from, let to, let failure):
            "\(page(target, event.place, scene)) \(from.word) → \(to.word)" + (failure.map { ": \($0.reason)" } ?? "")
        case .xid(let code): "XID " + XIDWords(table: scene.xids).name(code)
        case .alarm(let name, _, let began): began ? "alarm \(name)" : "alarm \(name) over"
        case .replaced(let old, let new): "GPU replaced: \(old) → \(new)"
        }
    }

    /// The page that a target reads; since then another list of targets may have given its number to somebody else.
    private static func page(_ target: Int, _ place: Place, _ scene: Scene) -> String {
        guard scene.snapshot.targets.indices.contains(target),
            scene.snapshot.targets[target].tray.map({ .tray($0) }) == place
        else { return "target" }
        return scene.snapshot.targets[target].description.page
    }
}
