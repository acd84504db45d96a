// What the data say about an alarm, beyond its own words: the answers of the incident playbook, one kind of trouble at a time. It claims no
// cause and keeps no state; what nobody exports it says, with the exporter's row that would show it.

import Alerting
import Facility
import Screen
import Storage
import Telemetry

/// Evidence for one alarm at one moment.
struct Evidence {
    /// Places named in one line, at most.
    static let named = 8

    let scene: Scene
    let alarm: Alarm

    var snapshot: Snapshot { scene.snapshot }
    var topology: Topology { scene.snapshot.topology }

    /// The first of the alarm's members in time: GPU and tray where it has them.
    var first: (gpu: Int?, tray: Int)? {
        switch alarm.members.first?.place ?? alarm.place {
        case .gpu(let gpu) where gpu < topology.gpuCount: (gpu, Int(topology.trayOfGPU[gpu]))
        case .tray(let tray) where tray < topology.trays.count: (nil, tray)
        default: nil
        }
    }

    /// What to show, the most telling first. Empty for kinds of trouble of which the alarm itself says all.
    var lines: [EvidenceLine] {
        guard let first else { return [] }
        switch alarm.family {
        case .job: return JobEvidence(evidence: self).lines
        case .speed: return StragglerEvidence(evidence: self).lines
        case .silence:
            return first.gpu.map { LostGPUEvidence(evidence: self, gpu: $0).lines }
                ?? SilenceEvidence(evidence: self, tray: silent(first.tray)).lines
        case .nvlink: return LinkEvidence(evidence: self).lines
        case .fabric: return FabricEvidence(evidence: self).lines
        case .heat: return HeatEvidence(evidence: self, tray: first.tray).lines
        case .leak: return LeakEvidence(evidence: self, tray: first.tray).lines
        case .power: return PowerEvidence(evidence: self, tray: first.tray).lines
        // A fatal error of one GPU takes its job with it: who else is in it is the next question.
        case .xid: return XIDEvidence(evidence: self, tray: first.tray).lines + JobEvidence(evidence: self).lines
        case .memory, .gpu: return JobEvidence(evidence: self).lines
        case .host, .security, .inventory: return []
        }
    }

    /// Of what moves on the first may answer again: then whoever speaks for the alarm.
    private func silent(_ first: Int) -> Int {
        guard !alarm.process.isEmpty, case .tray(let tray)? = alarm.lead?.place, tray < topology.trays.count else {
            return first
        }
        return tray
    }

    /// `93.8 %`; a dash where nobody knows.
    func text(_ value: Float, _ metric: MetricID) -> String {
        Figures.value(Double(value), snapshot.catalogue[metric].unit)
    }

    func metric(_ name: String) -> MetricID? { snapshot.catalogue.metric(named: name) }

    func clock(_ time: Timestamp) -> String { CivilTime(time, offsetSeconds: scene.zoneOffsetSeconds).clock }

    /// The value of a label, as a page spells its labels; nil without it.
    static func label(_ name: String, of labels: String) -> String? {
        guard let from = labels.firstRange(of: "\(name)=\"")?.upperBound else { return nil }
        return String(labels[from...].prefix { $0 != "\"" })
    }

    /// Every series of the tray's newest pages, with its value.
    func forEachSeries(ofTray tray: Int, _ body: (_ series: SeriesTable.Series, _ value: Double) -> Void) {
        for target in snapshot.targets(ofTray: tray) {
            guard let page = snapshot.series(ofTarget: target) else { continue }
            for index in 0..<min(page.table.series.count, page.values.count) {
                body(page.table.series[index], page.values[index])
            }
        }
    }

    /// `A01 72/72`: what reports of all there are.
    func reporting(_ place: Place) -> String {
        let states = snapshot.states(place)
        return "\(topology.path(place)) \(states[.fresh])/\(states.total)"
    }

    /// Power drawn by these GPUs as far as they report; NaN if none does.
    func watts(_ racks: [Int]) -> Double {
        let rollUps = racks.map { snapshot.rollUp(.powerWatts, .rack($0)) }.filter { $0.count > 0 }
        return rollUps.isEmpty ? .nan : rollUps.reduce(0) { $0 + $1.sum }
    }

    /// Places in words, as many as one line names.
    func list(_ words: [String]) -> String {
        let rest = words.count - Self.named
        return words.prefix(Self.named).joined(separator: " · ")
            + (rest > 0 ? " · and \(Figures.count(rest)) more" : "")
    }
}
