// Searching through time while the screen goes on.

import Alerting
import Recording
import Storage
import Telemetry

extension TimeMachine {
    /// Looks for the next time, or the one before, at which a filter begins to hold; `goOn` does the work.
    func search(
        _ filter: Filter, _ rules: RuleBook, forwards: Bool, current: Snapshot, live: Snapshot, steadyMs: Int64
    ) throws(UserError) {
        let history = try history(steadyMs)
        var newest = live
        if let history {
            do throws(RecordingError) {
                newest = try history.set.moment(at: history.end)?.snapshot ?? live
            } catch { throw UserError(error.description) }
        }
        let kept = live.kept
        search = HoldSearch(
            filter, rules, forwards: forwards, from: current, newest: newest,
            bounds: history.map { ($0.start + 1, $0.end) } ?? (kept.lowerBound, kept.upperBound))
    }

    /// One part of the search that is under way.
    ///
    /// - Returns: words about it, nil if there is none.
    func goOn(live: Snapshot, steadyMs: Int64) throws(UserError) -> String? {
        guard var search = search.take() else { return nil }
        let history = try history(steadyMs)
        let finding = search.look { time in
            history?.set.grain(at: time) ?? (live.stepMs, nil)
        } _: { time in
            guard let history else { return live.rewound(to: time) }
            return (try? history.set.moment(at: time)).flatMap { $0.gap == nil ? $0.snapshot : nil }
        }
        switch finding {
        case .found(let time):
            let kept = live.kept
            _ = seek(time, history.map { ($0.start + 1, $0.end) } ?? (kept.lowerBound, kept.upperBound), steadyMs)
            return "the filter begins to hold here"
        case .nothing: return "it begins to hold at no other time that way"
        case .searching(let time):
            self.search = search
            return "searching, \(CivilTime(time).clock) UTC; any key ends it"
        }
    }
}
