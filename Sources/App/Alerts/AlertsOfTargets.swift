// `vigie alerts URL ...`: real targets, looked at for a few seconds.

import Alerting
import Facility
import Storage

/// Alarms of pages named on the command line.
public enum AlertsOfTargets {
    /// What fires at the first look, nobody's word asked.
    public static func board(_ snapshot: Snapshot, _ book: RuleBook) -> AlertBoard {
        AlertEngine(book).evaluate(snapshot)
    }

    /// What fires at once; rules that want more time are listed as pending.
    ///
    /// - Parameter book: its rules may ask for the metrics of the options' catalogue.
    public static func report(_ options: WatchOptions, _ book: RuleBook, _ file: AlertNoteFile) throws(UserError)
        -> AlertReport
    {
        let snapshot = try OneShotWatch.play(options)
        let notebook = file.changed() ?? AlertNotebook()
        let engine = AlertEngine(book)
        engine.restore(notebook.unseenLatches)
        let board = engine.evaluate(snapshot, acknowledged: notebook.acknowledged)
        var report = AlertReport(board, notebook, snapshot.topology, now: SystemClock.now)
        if snapshot.targets.allSatisfy({ $0.failure != nil }) {
            report.silence = "no target answered: " + OneShotWatch.silence(snapshot).joined(separator: "; ")
        }
        return report
    }
}
