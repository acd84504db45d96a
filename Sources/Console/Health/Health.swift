// The marks of a whole hall for one snapshot: every GPU one mark, counts, and the list of troubles. Pure and immutable;
// it decides no state (storage does) and keeps no clock.

import Alerting
import Facility
import Screen
import Storage
import Telemetry

/// What is wrong where, worst first.
public struct Health: Sendable {
    /// One mark per GPU.
    public let gpuMarks: [Mark]
    /// One mark per tray: the worst of its GPUs, or its own state if it has none.
    public let trayMarks: [Mark]
    /// One mark per rack: the worst of its trays, `none` where it has no tray.
    public let rackMarks: [Mark]
    /// GPUs per mark, indexed by `Mark.rawValue`.
    public let counts: [Int]
    /// Worst first, then in floor order.
    public let troubles: [Trouble]

    /// - Parameters:
    ///   - symptoms: what the rules see on the GPUs of this snapshot.
    ///   - laggards: GPUs that lagged within the minute before this moment, as its board knows: they keep their mark while their rack pauses.
    public init(_ snapshot: Snapshot, symptoms: SymptomTable, laggards: [Int] = []) {
        let topology = snapshot.topology
        var marks = Self.marks(snapshot, symptoms)
        Self.hold(laggards, in: snapshot, &marks)
        gpuMarks = marks
        trayMarks = topology.trays.indices.map { tray in
            let gpus = topology.trays[tray].gpus
            return gpus.isEmpty ? Self.state(tray: tray, snapshot) : gpus.lazy.map { marks[$0] }.max() ?? .none
        }
        let trays = trayMarks
        rackMarks = topology.racks.map { rack in rack.trays.lazy.map { trays[$0] }.max() ?? .none }
        var counts = [Int](repeating: 0, count: Mark.allCases.count)
        for mark in marks { counts[Int(mark.rawValue)] += 1 }
        for tray in topology.trays.indices where topology.trays[tray].gpus.isEmpty {
            counts[Int(trays[tray].rawValue)] += 1
        }
        self.counts = counts
        let list = TroubleList(snapshot: snapshot, gpuMarks: marks, trayMarks: trays)
        troubles = list.troubles()
    }

    /// Stragglers of the last minute whose rack does not work now keep their mark. A board may be a slot older than the floor.
    private static func hold(_ laggards: [Int], in snapshot: Snapshot, _ marks: inout [Mark]) {
        let metric = HeatMetric.activity(of: snapshot)
        for gpu in laggards where marks.indices.contains(gpu) && marks[gpu] == .none && snapshot.gpuState(gpu).counts {
            let activity = snapshot.rollUp(metric, .rack(snapshot.topology.rack(ofGPU: gpu)))
            if activity.count == 0 || activity.mean < pausedShare { marks[gpu] = .straggler }
        }
    }

    /// Below this mean activity of its rack a job pauses, or goes on just now.
    private static let pausedShare = 0.75

    private static func marks(_ snapshot: Snapshot, _ symptoms: SymptomTable) -> [Mark] {
        (0..<snapshot.topology.gpuCount).map { gpu in
            let state = snapshot.gpuState(gpu), mark = Mark(state)
            if state == .neverSeen {
                return snapshot.isMissing(gpu: gpu)
                    ? .missing : silent(tray: Int(snapshot.topology.trayOfGPU[gpu]), snapshot)
            }
            guard state.counts, gpu < symptoms.gpus.count, let symptom = symptoms.gpus[gpu] else { return mark }
            return max(Mark(symptom), mark)
        }
    }

    private static func state(tray: Int, _ snapshot: Snapshot) -> Mark {
        let state = snapshot.trayState(tray)
        // A page that never came may be that of its GPUs: without it nobody knows whether there are any.
        let silence = silent(tray: tray, snapshot)
        return state == .neverSeen ? silence : silence == .unanswered ? max(silence, Mark(state)) : Mark(state)
    }

    /// Never seen is calm while nobody asked or the answer is still awaited; a failing target makes it a trouble.
    private static func silent(tray: Int, _ snapshot: Snapshot) -> Mark {
        snapshot.targets(ofTray: tray).contains {
            snapshot.targets[$0].failure != nil && snapshot.targets[$0].lastSuccess == nil
        } ? .unanswered : .unseen
    }

    /// GPUs, or hosts without GPUs, that carry exactly this mark.
    public subscript(_ mark: Mark) -> Int { counts[Int(mark.rawValue)] }

    /// The same in one rack.
    func count(_ mark: Mark, inRack rack: Int, _ topology: Topology) -> Int {
        let trays = topology.racks[rack].trays.filter { topology.trays[$0].gpus.isEmpty }
        return topology.racks[rack].gpus.count { gpuMarks[$0] == mark } + trays.count { trayMarks[$0] == mark }
    }

    /// The mark of any place.
    public func mark(_ place: Place, in topology: Topology) -> Mark {
        switch place {
        case .hall: rackMarks.max() ?? .none
        case .row(let row): topology.rows[row].racks.lazy.map { rackMarks[$0] }.max() ?? .none
        case .rack(let rack): rackMarks[rack]
        case .tray(let tray): trayMarks[tray]
        case .gpu(let gpu): gpuMarks[gpu]
        }
    }

    /// Troubles of this severity.
    public func count(_ severity: Mark.Severity) -> Int { troubles.count { $0.mark.severity == severity } }
}
