// A job that died or hangs: where it stands, how its middle works, who in it is odd, and what came first inside it.
//
//   job      train-42: 216 GPUs in A01 72/72 · A02 72/72 · A03 72/72
//   middle   utilisation 100 %, power 207 W, tensor 0.0 %, NVLink 0 B/s
//   odd      A02/t10/g0 XID 95 · util 0 %
//   in it    00:00:33 A02/t10/g0 XID 95 · 00:00:36 ...

import Alerting
import Facility
import Screen
import Storage
import Telemetry

struct JobEvidence {
    /// How long before the alarm events count as belonging to it.
    static let beforeMs: Int64 = 300_000
    /// What a hang and a straggler change, in the order in which it is said.
    static let metrics: [(id: MetricID, word: String)] = [
        (.gpuUtil, "utilisation"), (.powerWatts, "power"), (.tensorActive, "tensor"), (.nvlinkBytesPerSecond, "NVLink"),
    ]

    let evidence: Evidence

    private var snapshot: Snapshot { evidence.snapshot }
    private var topology: Topology { evidence.topology }

    var lines: [EvidenceLine] {
        guard let job = evidence.alarm.jobs.first else { return [] }
        let gpus = members(job)
        guard gpus.count > 1 else { return [] }
        let peers = peers(gpus)
        let middle = peers.map { "\($0.0.word) \(evidence.text($0.1.median, $0.0.id))" }
        return [
            EvidenceLine("job", "\(job): \(Figures.counted(gpus.count, "GPU")) in " + evidence.list(racks(gpus))),
            EvidenceLine("middle", "of the job: " + middle.joined(separator: ", ")),
        ] + odd(gpus, peers) + firsts(gpus)
    }

    /// Whom to look at first in an alarm about a job: the odd one that the evidence names first; nil for other alarms, and where nobody is odd.
    static func oddest(_ scene: Scene, _ alarm: Alarm) -> Int? {
        guard alarm.family == .job, let job = alarm.jobs.first else { return nil }
        let evidence = JobEvidence(evidence: Evidence(scene: scene, alarm: alarm))
        let gpus = evidence.members(job)
        let found = evidence.oddOnes(gpus, evidence.peers(gpus))
        return found.isEmpty || found.count * 2 > gpus.count ? nil : found[0].gpu
    }

    private func members(_ job: String) -> [Int] {
        (0..<topology.gpuCount).filter { snapshot.identity($0)?.job == job }
    }

    private func peers(_ gpus: [Int]) -> [((id: MetricID, word: String), Peers)] {
        Self.metrics.filter { snapshot.isExported($0.id) }.map { ($0, snapshot.peers($0.id, gpus)) }
    }

    private func racks(_ gpus: [Int]) -> [String] {
        var all: [Int: Int] = [:], fresh: [Int: Int] = [:]
        for gpu in gpus {
            all[topology.rack(ofGPU: gpu), default: 0] += 1
            if snapshot.gpuState(gpu).counts { fresh[topology.rack(ofGPU: gpu), default: 0] += 1 }
        }
        return all.keys.sorted().map { "\(topology.racks[$0].name) \(fresh[$0] ?? 0)/\(all[$0]!)" }
    }

    /// Who does not report, bears a mark or an XID, or is far from the job's middle: the odd ones first.
    private func oddOnes(_ gpus: [Int], _ peers: [((id: MetricID, word: String), Peers)]) -> [(gpu: Int, words: String)]
    {
        var found: [(rank: Float, gpu: Int, words: String)] = []
        for gpu in gpus {
            var words: [String] = [], rank: Float = 0
            let mark = evidence.scene.health.gpuMarks[gpu]
            let codes = XIDWords(table: evidence.scene.xids)
            if mark > .none, mark != .fault { words.append(mark.word) }
            if mark > .none { rank += 1_000 }
            if let xid = Symptoms(snapshot: snapshot).xid(gpu: gpu) {
                words.append("XID \(codes.name(xid))")
                rank += codes.isFault(xid) ? 2_000 : 1
            }
            for (metric, peers) in peers where snapshot.gpuState(gpu).counts {
                let value = snapshot.value(metric.id, gpu), span = snapshot.catalogue[metric.id].range.upperBound
                // Farther than a tenth of the scale: noise of a few robust deviations is no oddity.
                guard abs(value - peers.median) > Float(span) / 10 else { continue }
                rank += abs(value - peers.median) / Float(span)
                words.append("\(metric.word) \(evidence.text(value, metric.id))")
            }
            if !words.isEmpty { found.append((rank, gpu, words.joined(separator: ", "))) }
        }
        return found.sorted { $0.rank != $1.rank ? $0.rank > $1.rank : $0.gpu < $1.gpu }.map { ($0.gpu, $0.words) }
    }

    private func odd(_ gpus: [Int], _ peers: [((id: MetricID, word: String), Peers)]) -> [EvidenceLine] {
        let found = oddOnes(gpus, peers)
        // If most are odd, the middle has moved and no one stands out.
        guard !found.isEmpty, found.count * 2 <= gpus.count else {
            return [
                EvidenceLine(
                    "odd",
                    found.isEmpty ? "nobody stands out now" : "\(found.count) of \(gpus.count) are: nobody stands out",
                    .dim)
            ]
        }
        let shown = found.prefix(4).enumerated().map { index, entry in
            EvidenceLine(index == 0 ? "odd" : "", "\(topology.path(gpu: entry.gpu)) \(entry.words)", Style(.warning))
        }
        let rest = found.count - shown.count
        return shown + (rest > 0 ? [EvidenceLine("", "and \(Figures.count(rest)) more", .dim)] : [])
    }

    /// What happened inside the job, the first first.
    private func firsts(_ gpus: [Int]) -> [EvidenceLine] {
        let members = Set(gpus), trays = Set(gpus.map { Int(topology.trayOfGPU[$0]) })
        let from = evidence.alarm.since + -Self.beforeMs
        let found = snapshot.events.lazy.filter { event in
            guard event.time >= from else { return false }
            if case .alarm = event.kind { return false }
            switch event.place {
            case .gpu(let gpu): return members.contains(gpu)
            case .tray(let tray): return trays.contains(tray)
            default: return false
            }
        }.prefix(2_000)
        let events = found.filter { EventWords.look($0).role != .good }.sorted { $0.time < $1.time }
        let words = events.prefix(3).map {
            "\(evidence.clock($0.time)) \(topology.path($0.place)) \(EventWords.words($0, evidence.scene))"
        }
        return [
            words.isEmpty
                ? EvidenceLine("in it", "no event of its GPUs or hosts in the log", .dim)
                : EvidenceLine("in it", words.joined(separator: " · "))
        ]
    }
}
