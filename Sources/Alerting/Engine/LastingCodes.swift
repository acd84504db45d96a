// Which serious XIDs still stand although a lesser code has taken their place on the page: nothing reset the GPU since. It raises no alarm.

import Facility
import Storage
import Telemetry

/// The serious codes of each GPU that the event log tells of and that nothing has ended.
struct LastingCodes {
    /// Events that are looked through, the newest first.
    private static let eventLimit = 20_000
    /// A boot is known no better than the clocks of host and watcher agree.
    private static let slackMs: Int64 = 60_000

    /// When each class of codes was told last.
    private var told: [Int: [XIDClass: Timestamp]] = [:]
    /// GPUs of which all that is older is over.
    private var renewed = Set<Int>()

    init(_ snapshot: Snapshot, _ xids: XIDTable) {
        for event in snapshot.events.reversed().prefix(Self.eventLimit) {
            guard case .gpu(let gpu) = event.place, !renewed.contains(gpu) else { continue }
            switch event.kind {
            // Another GPU, or one that was gone from a page that answered. A page that did not answer tells nothing of its GPUs.
            case .replaced, .gpuState(from: .gone, to: _): renewed.insert(gpu)
            case .xid(let code):
                guard let first = xids[code].classes.first, first.isSerious, told[gpu]?[first] == nil else { continue }
                told[gpu, default: [:]][first] = event.time
            default: break
            }
        }
        guard let uptime = snapshot.catalogue.metric(named: "host_uptime_seconds") else { return }
        for gpu in told.keys {
            let seconds = snapshot.value(uptime, Int(snapshot.topology.trayOfGPU[gpu]))
            guard !seconds.isNaN else { continue }
            let boot = snapshot.moment - Int64(Double(seconds) * 1_000) - Self.slackMs
            let before = told[gpu]!.count
            told[gpu] = told[gpu]!.filter { $0.value >= boot }
            if told[gpu]!.count < before { renewed.insert(gpu) }
        }
    }

    /// Whether a code of these classes stands at a GPU; nil where the log no longer reaches back to it.
    func stands(_ gpu: Int, _ classes: Set<XIDClass>) -> Bool? {
        if told[gpu]?.keys.contains(where: classes.contains) ?? false { return true }
        return renewed.contains(gpu) ? false : nil
    }
}
