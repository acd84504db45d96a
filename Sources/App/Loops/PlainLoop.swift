// Changes as lines, for screen readers, logs and pipes: what began, what ended, and every ten seconds how the hall is.

import Alerting
import Console
import Facility
import Foundation
import Storage
import Telemetry

/// Runs until standard output is closed or the process is told to end.
final class PlainLoop {
    static let summaryMs: Int64 = 10_000
    private static let quietMs: Int64 = 60_000

    private let publication: Publication
    private let options: ScreenOptions
    private let recorders: LiveRecorders?
    private var health: Health?
    private var topology: Topology?
    private var slot = -1
    private var changes = PlainReport()
    private var alarms = PlainAlarms()
    /// Made only where it is started: one that never was may not be given up.
    private var hangUps: DispatchSourceSignal?
    private var said = ""
    private var lastSummary = Timestamp(milliseconds: .min / 2)

    /// - Parameter recorders: what the hall is recorded with, nil if it is not.
    init(publication: Publication, options: ScreenOptions, recorders: LiveRecorders? = nil) {
        self.recorders = recorders
        self.publication = publication
        self.options = options
        signal(SIGPIPE, SIG_DFL)
        if let reload = options.onReload {
            signal(SIGHUP, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
            source.setEventHandler { reload() }
            source.resume()
            hangUps = source
        }
    }

    func run() -> Int32 {
        while true {
            var polled = pollfd(fd: publication.descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&polled, 1, 1_000)
            let snapshot = publication.take()
            for notice in publication.takeNotices() { Output.error("vigie: " + notice) }
            if let notice = recorders?.takeNotice() { Output.error("vigie: " + notice) }
            guard snapshot.slot >= 0, snapshot.slot != slot else { continue }
            slot = snapshot.slot
            report(snapshot, publication.alerts.board)
        }
    }

    /// Says what is new at the next moment.
    func report(_ snapshot: Snapshot, _ board: AlertBoard) {
        if snapshot.topology !== topology {
            // Places are numbered anew. What lasts is said again, under its new name.
            (topology, health, changes) = (snapshot.topology, nil, PlainReport())
        }
        let health = Health(snapshot, options.rules, laggards: board.laggards, coded: board.codedGPUs)
        self.health = health
        let zone = options.zone.offsetSeconds(at: snapshot.moment)
        let clock = CivilTime(snapshot.moment, offsetSeconds: zone).clock
        for line in changes.lines(health.troubles, snapshot.topology) { Output.write("\(clock) \(line)\n") }
        for line in alarms.lines(
            board, stepMs: snapshot.stepMs, clock: { CivilTime($0, offsetSeconds: zone).clock })
        {
            Output.write("\(clock) \(line)\n")
        }
        // Where a recorder's clock was set back the last summary is of a later time.
        if snapshot.moment < lastSummary { lastSummary = Timestamp(milliseconds: .min / 2) }
        guard snapshot.moment - lastSummary >= Self.summaryMs else { return }
        let summary = Self.summary(snapshot, health, board)
        // Unchanged it is said once a minute, so that a log shows that somebody watches.
        guard summary != said || snapshot.moment - lastSummary >= Self.quietMs else { return }
        (lastSummary, said) = (snapshot.moment, summary)
        Output.write("\(clock) \(summary)\n")
    }

    /// `6,864 of 6,900 targets up, 13,726 of 13,800 GPUs fresh, 3 critical, 2 warnings`: alarms where there are any, else places. It counts
    /// what the board counts, said already or not: a summary of no alarms means that there are none.
    static func summary(_ snapshot: Snapshot, _ health: Health, _ board: AlertBoard) -> String {
        let reporting = Reporting(snapshot, .hall), statistics = snapshot.statistics
        let hasAlarms = !board.alarms.isEmpty
        let critical =
            hasAlarms ? board.alarms.count { $0.severity >= .critical } : health.count(.critical)
        let warnings = hasAlarms ? board.count(.warning) : health.count(.warning)
        let noun = hasAlarms ? "alarm" : "place"
        return "\(Figures.count(statistics.targetsUp)) of \(Figures.counted(statistics.targetsTotal, "target")) up, "
            + "\(Figures.count(reporting.fresh)) of \(Figures.count(reporting.total)) \(reporting.noun) fresh, "
            + "\(Figures.counted(critical, "critical \(noun)")), \(Figures.counted(warnings, "warning"))"
    }
}
