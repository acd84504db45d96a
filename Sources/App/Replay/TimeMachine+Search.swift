// Searching through time while the screen goes on.

import Alerting
import Recording
import Storage
import Telemetry

extension TimeMachine {
    /// Looks for the next time, or the one before, at which a filter begins to hold; `goOn` does the work.
    ///
    /// - Parameter laggards: those of the board on the screen.
    func search(
        _ filter: Filter, _ rules: RuleBook, forwards: Bool, current: Snapshot, laggards: [Int], live: Snapshot,
        steadyMs: Int64
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
            filter, rules, forwards: forwards, from: (current, { laggards }), newest: newest,
            bounds: history.map { ($0.start, $0.end) } ?? (kept.lowerBound, kept.upperBound))
    }

    /// One part of the search that is under way.
    ///
    /// - Parameter boards: what the rules said at a moment that no recording holds.
    /// - Returns: words about it, nil if there is none.
    func goOn(live: Snapshot, steadyMs: Int64, boards: @escaping (Timestamp) -> AlertBoard) throws(UserError) -> String?
    {
        guard var search = search.take() else { return nil }
        let history = try history(steadyMs)
        let finding = search.look { time in
            history?.set.grain(at: time) ?? (live.stepMs, nil)
        } _: { time in
            guard let history else {
                let then = live.rewound(to: time)
                return (then, { boards(then.moment).laggards })
            }
            guard let moment = try? history.set.moment(at: time), moment.gap == nil else { return nil }
            return (moment.snapshot, { moment.board.laggards })
        }
        switch finding {
        case .found(let time):
            let kept = live.kept
            _ = seek(time, history.map { ($0.start, $0.end) } ?? (kept.lowerBound, kept.upperBound), steadyMs)
            return "the filter begins to hold here"
        case .nothing: return "it begins to hold at no other time that way"
        case .searching(let time):
            self.search = search
            return "searching, \(CivilTime(time).clock) UTC; any key ends it"
        }
    }
}
