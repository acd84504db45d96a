// A synthetic hall: the state of any GPU at any moment as a pure function of seed and time. It keeps no history and no clock.

import Exposition
import Facility
import Telemetry

/// Seeded GPUs, hosts and faults. Used by one thread at a time.
public final class SyntheticHall {
    /// Which of a host's two pages: dcgm-exporter's or node_exporter's.
    public enum PageKind: Sendable { case dcgm, node }

    /// What a host does with a request.
    public enum Answer: Sendable {
        case page
        /// Nobody listens: the connection is refused.
        case refused
        /// Nothing answers at all.
        case silent
    }

    /// The GPUs and hosts it plays, by the numbers that all calls take.
    public let topology: Topology
    /// Of everything random, the faults' places and times as well.
    public let seed: UInt64
    /// Where the faults count from.
    public let start: Timestamp
    let noise: Noise
    let plan: FaultPlan
    /// Job of each rack.
    let jobs: [Int]
    private var labels: [LabelBlock?]
    private let dcgm = DCGMPage()
    private let node: NodePage

    /// - Parameters:
    ///   - start: faults begin after it; the state before it can be asked for too.
    ///   - isOneJob: every rack trains for the same job, in place of the usual mix.
    public init(topology: Topology, seed: UInt64, scenario: Scenario, start: Timestamp, isOneJob: Bool = false) {
        self.topology = topology
        self.seed = seed
        self.start = start
        noise = Noise(seed: seed &* 0x2545_F491_4F6C_DD1D)
        jobs = topology.racks.indices.map { isOneJob ? 0 : Job.index(rack: $0, of: topology.racks.count) }
        plan = FaultPlan(topology: topology, jobs: jobs, scenario: scenario, start: start, noise: noise)
        labels = Array(repeating: nil, count: topology.trays.count)
        node = NodePage(noise: noise)
    }

    /// What the scenario has planned for this hall, whether it has begun or not.
    public var faults: [Fault] { plan.faults }

    /// What a host does with a request for one of its pages, and the moment whose values it would print.
    public func answer(_ kind: PageKind, tray: Int, at time: Timestamp) -> (answer: Answer, moment: Timestamp) {
        var moment = time
        for index in plan.ofTray[tray] where plan.faults[index].begin <= time {
            let fault = plan.faults[index]
            switch fault.kind {
            case .deadTray: return (.refused, time)
            case .darkRack, .managementSwitch, .darkRow, .darkHall: return (.silent, time)
            case .deadExporter where kind == .dcgm: return (.refused, time)
            case .driverRollout, .hostReboot:
                if let down = restart(fault, tray: tray), time >= down, time - down < Self.restartMs {
                    return (.refused, time)
                }
            case .frozenExporter: moment = fault.begin
            default: break
            }
        }
        return (.page, moment)
    }

    /// Writes the page of a host into `page`, which is emptied first.
    public func write(_ kind: PageKind, tray: Int, at time: Timestamp, into page: inout PageBuffer) -> Answer {
        page.removeAll()
        let (answer, moment) = answer(kind, tray: tray, at: time)
        guard case .page = answer else { return answer }
        switch kind {
        case .dcgm: dcgm.write(self, tray: tray, at: moment, into: &page)
        case .node:
            node.write(
                host: topology.trays[tray].host, tray: tray, busy: load(tray: tray, at: time), at: time,
                effects: hostEffects(tray: tray, at: time), into: &page)
        }
        return .page
    }

    /// Whether the tray's exporter is of the new naming generation: one rack in three.
    func isNewGeneration(tray: Int) -> Bool { topology.trays[tray].rack % 3 == 2 }

    private func load(tray: Int, at time: Timestamp) -> Double {
        let gpu = topology.trays[tray].gpus.lowerBound
        return Job.load(jobs[topology.trays[tray].rack], gpu: gpu, timeMs: max(0, time.milliseconds), noise)
    }

    /// The labels of a tray's GPUs, made when first asked for.
    func labels(tray: Int) -> LabelBlock {
        if let known = labels[tray] { return known }
        let made = LabelBlock(hall: self, tray: tray)
        labels[tray] = made
        return made
    }
}

extension SyntheticHall {
    /// The job that a tray works for, empty if none.
    public func job(ofTray tray: Int) -> String { Job.plan[jobs[topology.trays[tray].rack]].job.name }
}
