// Changes as lines, for screen readers, logs and pipes: what began, what ended, and every ten seconds how the hall is.

import Console
import Facility
import Foundation
import Storage
import Telemetry

/// Runs until standard output is closed or the process is told to end.
final class PlainLoop {
    static let summaryMs: Int64 = 10_000

    private let publication: Publication
    private let options: ScreenOptions
    private var health: Health?
    private var known: [Trouble] = []
    private var lastSummary = Timestamp(milliseconds: .min / 2)

    init(publication: Publication, options: ScreenOptions) {
        self.publication = publication
        self.options = options
        signal(SIGPIPE, SIG_DFL)
    }

    func run() -> Int32 {
        while true {
            var polled = pollfd(fd: publication.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 1_000)
            report(publication.take())
        }
    }

    private func report(_ snapshot: Snapshot) {
        guard snapshot.slot >= 0 else { return }
        let health = Health(snapshot, previous: self.health)
        let zone = options.zone.offsetSeconds(at: snapshot.moment)
        let clock = CivilTime(snapshot.moment, offsetSeconds: zone).clock
        func name(_ trouble: Trouble) -> String {
            let topology = snapshot.topology
            switch trouble.place {
            case .hall: return topology.hall
            case .row(let row): return "row " + topology.rows[row].name
            case .rack(let rack): return topology.racks[rack].name
            case .tray(let tray): return topology.path(tray: tray)
            case .gpu(let gpu): return topology.path(gpu: gpu)
            }
        }
        for trouble in health.troubles
        where !known.contains(where: { $0.place == trouble.place && $0.mark == trouble.mark }) {
            let xid = trouble.xid.map { " XID \($0)" } ?? ""
            Output.write(
                "\(clock) \(trouble.mark.severity) \(name(trouble)) \(trouble.mark.word)\(xid), \(trouble.count) GPUs\n"
            )
        }
        for trouble in known
        where !health.troubles.contains(where: { $0.place == trouble.place && $0.mark == trouble.mark }) {
            Output.write("\(clock) over \(name(trouble)) \(trouble.mark.word)\n")
        }
        known = self.health == nil || snapshot.slot >= 0 ? health.troubles : []
        self.health = health
        guard snapshot.moment - lastSummary >= Self.summaryMs else { return }
        lastSummary = snapshot.moment
        let states = snapshot.states(.hall), statistics = snapshot.statistics
        Output.write(
            "\(clock) \(statistics.targetsUp)/\(statistics.targetsTotal) targets up, \(states[.fresh])/\(states.total) GPUs fresh, "
                + "\(health.count(.critical)) critical, \(health.count(.warning)) warning\n")
    }
}
