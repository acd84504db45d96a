// Which serious XIDs still stand although a lesser code has taken their place on the page: nothing reset the GPU since. It raises no alarm.

import Facility
import Storage
import Telemetry

/// The newest serious code of each GPU that the event log tells of and that nothing has ended.
struct LastingCodes {
    /// Events that are looked through, the newest first.
    private static let eventLimit = 20_000
    /// A boot is known no better than the clocks of host and watcher agree.
    private static let slackMs: Int64 = 60_000

    private var codes: [Int: (code: Int, time: Timestamp)] = [:]

    init(_ snapshot: Snapshot, _ xids: XIDTable) {
        var isOver = Set<Int>()
        for event in snapshot.events.reversed().prefix(Self.eventLimit) {
            guard case .gpu(let gpu) = event.place, codes[gpu] == nil, !isOver.contains(gpu) else { continue }
            switch event.kind {
            // Another GPU, or one that was away and came back: what it was before is no longer so.
            case .replaced, .gpuState(from: .gone, to: _), .gpuState(from: .unreachable, to: _): isOver.insert(gpu)
            case .xid(let code) where xids[code].isSerious: codes[gpu] = (code, event.time)
            default: break
            }
        }
        guard let uptime = snapshot.catalogue.metric(named: "host_uptime_seconds") else { return }
        codes = codes.filter { gpu, last in
            let seconds = snapshot.value(uptime, Int(snapshot.topology.trayOfGPU[gpu]))
            return seconds.isNaN || snapshot.moment - Int64(Double(seconds) * 1_000) < last.time + Self.slackMs
        }
    }

    /// Whether the last serious code of a GPU is one of these classes, and stands.
    func stands(_ gpu: Int, _ classes: Set<XIDClass>, _ xids: XIDTable) -> Bool {
        guard let code = codes[gpu]?.code, let first = xids[code].classes.first else { return false }
        return classes.contains(first)
    }
}
