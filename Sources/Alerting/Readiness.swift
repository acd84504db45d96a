// How much of the hall can take a job now: racks whole, nearly whole or in part, and how far the hall has come towards its plan.

import Facility
import Storage
import Telemetry

/// Counts of one moment. A tray is ready if it reports with all its GPUs and nothing critical fires on it.
public struct Readiness: Hashable, Sendable {
    /// A rack with 16 of 18 trays still holds an NVL64. Source: docs.coreweave.com, Cabinet Wrangler.
    static let nearly = 16.0 / 18.0
    /// Time without a fault after which a GPU counts as burnt in.
    static let burnInMs: Int64 = 86_400_000

    /// GPUs the site is to have, and those whose trays stand in a rack.
    public private(set) var planned = 0, installed = 0
    /// GPUs whose values count now, and those seen for 24 h without a fault.
    public private(set) var reporting = 0, burntIn = 0
    /// Racks with all, at least 16 of 18, and any trays ready; and the GPUs ready in them.
    public private(set) var whole = (racks: 0, gpus: 0), nearly = (racks: 0, gpus: 0), any = (racks: 0, gpus: 0)
    /// Ready trays of each rack.
    public private(set) var trays: [Int] = []
    /// The same of each rack, in the order of the topology; empty where only the hall's counts were kept.
    public private(set) var racks: [RackReadiness] = []

    /// Of a hall that nothing is known of.
    public init() {}

    /// - Parameters:
    ///   - faultyGPUs: per GPU, whether something critical fires on it.
    ///   - faultyTrays: the same per tray.
    ///   - cleanSince: per GPU, since when it reports without a fault; `.max` if it does not.
    init(_ snapshot: Snapshot, faultyGPUs: [Bool], faultyTrays: [Bool], cleanSince: [Int64]) {
        let topology = snapshot.topology
        planned = topology.targetGPUs ?? topology.gpuCount
        let now = snapshot.moment.milliseconds
        for rack in topology.racks {
            var ready = 0, gpus = 0
            var one = RackReadiness(planned: rack.gpus.count)
            for tray in rack.trays {
                let own = topology.trays[tray].gpus, life = topology.trays[tray].life
                if life.isInstalled { one.installed += own.count }
                var counting = 0, isFaulty = faultyTrays[tray]
                for gpu in own {
                    if snapshot.gpuState(gpu).counts { counting += 1 }
                    if cleanSince[gpu] != .max, now - cleanSince[gpu] >= Self.burnInMs { one.burntIn += 1 }
                    isFaulty = isFaulty || faultyGPUs[gpu]
                }
                one.reporting += counting
                // A host that no inventory knows is no part of the hall's means.
                guard !life.isPlannedOut, topology.trays[tray].isExpected, !own.isEmpty, counting == own.count,
                    !isFaulty
                else { continue }
                ready += 1
                gpus += own.count
            }
            trays.append(ready)
            racks.append(one)
            installed += one.installed
            reporting += one.reporting
            burntIn += one.burntIn
            let slots = topology.templates[rack.template]?.trays.count ?? rack.trays.count
            guard ready > 0, slots > 0 else { continue }
            any = (any.racks + 1, any.gpus + gpus)
            if Double(ready) >= Self.nearly * Double(slots) - 1e-9 { nearly = (nearly.racks + 1, nearly.gpus + gpus) }
            if ready >= slots { whole = (whole.racks + 1, whole.gpus + gpus) }
        }
    }

    /// Stands between the trays and what follows in newer files: older readers take it for another rack's trays.
    private static let separator = -1

    /// All counts in a row: the hall's, ready trays by rack, then what is known of each rack.
    var figures: [Int] {
        [
            planned, installed, reporting, burntIn, whole.racks, whole.gpus, nearly.racks, nearly.gpus, any.racks,
            any.gpus,
        ]
            + trays + [Self.separator] + racks.flatMap(\.figures)
    }

    /// The mirror of `figures`; nothing is known of a hall with too few.
    init(figures: [Int]) {
        guard figures.count >= 10 else { return }
        (planned, installed, reporting, burntIn) = (figures[0], figures[1], figures[2], figures[3])
        (whole, nearly, any) = ((figures[4], figures[5]), (figures[6], figures[7]), (figures[8], figures[9]))
        let rest = figures[10...]
        guard let end = rest.firstIndex(of: Self.separator) else {
            trays = Array(rest)
            return
        }
        trays = Array(rest[..<end])
        let width = RackReadiness.figureCount
        racks = stride(from: end + 1, through: figures.count - width, by: width).map {
            RackReadiness(figures: figures[$0..<$0 + width])
        }
    }

    public static func == (left: Readiness, right: Readiness) -> Bool {
        left.planned == right.planned && left.installed == right.installed && left.reporting == right.reporting
            && left.burntIn == right.burntIn && left.whole == right.whole && left.nearly == right.nearly
            && left.any == right.any && left.trays == right.trays
            && left.racks == right.racks
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(trays) }
}
