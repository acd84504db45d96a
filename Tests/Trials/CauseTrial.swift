// Causes that strike many at once, and how an alert board is judged against what the simulator planted. It plays nothing itself: tests enter
// values as batches, the soak enters whole pages.

import Alerting
import Facility
import Simulator

/// One planted cause and what a good board says of it.
public struct CauseTrial: Sendable {
    /// What is planted.
    public let scenario: Scenario
    /// Families of which the first alarm may be.
    public let families: Set<Family>
    /// What its members may have in common; empty: not asked.
    public let scopes: Set<Scope>
    /// How long to play before the board is judged.
    public let seconds: Int

    /// More top-level alarms than this are no longer one cause.
    public static let mostAlarms = 2
    /// Share of seeds in which the suspected cause must stand first.
    public static let leastRight = 0.9

    /// One for each cause that must be one alarm.
    public static let all = [
        CauseTrial(
            scenario: .managementSwitch, families: [.silence], scopes: [.rack, .management], seconds: 75),
        CauseTrial(scenario: .coolantFlow, families: [.heat], scopes: [.loop], seconds: 170),
        CauseTrial(scenario: .powerBrake, families: [.power], scopes: [.feed], seconds: 75),
        CauseTrial(scenario: .nvlinkSwitch, families: [.nvlink], scopes: [.rack], seconds: 75),
        CauseTrial(scenario: .leafFlap, families: [.fabric], scopes: [.leaf, .unit], seconds: 100),
        CauseTrial(scenario: .jobDeath, families: [.xid], scopes: [], seconds: 120),
        CauseTrial(scenario: .driverRollout, families: [.silence, .host], scopes: [], seconds: 110),
    ]

    /// What a board is worth.
    public struct Verdict: Sendable {
        /// Alarms of the top that are worth a person's time.
        public let alarms: Int
        /// Whether the first of them is of the right kind, has the right thing in common, and begins where the fault struck.
        public let isRight: Bool
        /// The alarms in words.
        public let listing: String

        /// One alarm or two.
        public var isFew: Bool { (1...CauseTrial.mostAlarms).contains(alarms) }
    }

    /// Judges the board of a hall in which this cause was planted.
    public func judge(_ board: AlertBoard, _ hall: SyntheticHall) -> Verdict {
        let alarms = board.alarms.filter { $0.severity >= .warning }
        let listing = alarms.map { "\($0.name) \($0.placeName) \($0.memberCount)/\($0.memberTotal)" }
        var isRight = false
        if let first = alarms.first {
            let isScoped = scopes.isEmpty || first.scope.map { scopes.contains($0) } ?? false
            isRight = families.contains(first.family) && isScoped && strikes(first, hall)
        }
        return Verdict(alarms: alarms.count, isRight: isRight, listing: listing.joined(separator: "; "))
    }

    /// Whether the alarm's first member stands where the fault was planted.
    private func strikes(_ alarm: Alarm, _ hall: SyntheticHall) -> Bool {
        guard let fault = hall.faults.first, let member = alarm.members.first else { return false }
        let tray: Int
        switch member.place {
        case .gpu(let gpu): tray = Int(hall.topology.trayOfGPU[gpu])
        case .tray(let index): tray = index
        default: return false
        }
        return fault.kind == .jobDeath ? tray == fault.trays[fault.trays.count / 2] : fault.trays.contains(tray)
    }
}
