// The way to the next time at which a filter begins to hold: slot by slot, a few at each look, so that keys are heard meanwhile. It reads no
// clock; slots in which nothing can match are passed by a look at the columns that the filter asks for.

import Alerting
import Console
import Facility
import Storage
import Telemetry

/// A search through time under way.
struct HoldSearch {
    /// Slots passed by columns in one look.
    static let columnSlots = 24

    /// The hall at a moment, and who lagged lately as its board says: asked only for filters that ask for marks.
    typealias Moment = (snapshot: Snapshot, laggards: () -> [Int])

    /// What a look came to.
    enum Finding: Equatable { case searching(Timestamp), found(Timestamp), nothing }

    private let filter: Filter
    private let rules: RuleBook
    private let isForwards: Bool
    /// Of the slots where the search is: recordings may have several.
    private var stepMs: Int64
    private let bounds: (start: Timestamp, end: Timestamp)
    /// A later moment of the same history: its past holds the columns.
    private let newest: Snapshot
    private let origin: Timestamp
    private var time: Timestamp
    private var held: Bool

    /// - Parameters:
    ///   - forwards: to the next time; else to the one before.
    ///   - current: where the search begins, as it is on the screen.
    ///   - newest: the last moment there is.
    init(
        _ filter: Filter, _ rules: RuleBook, forwards: Bool, from current: Moment, newest: Snapshot,
        bounds: (start: Timestamp, end: Timestamp)
    ) {
        self.filter = filter
        self.rules = rules
        self.newest = newest
        self.bounds = bounds
        isForwards = forwards
        stepMs = current.snapshot.stepMs
        origin = current.snapshot.moment
        time = current.snapshot.moment
        held = false
        held = holds(current)
    }

    /// - Parameters:
    ///   - grain: length of a slot at a moment, and the gap that it lies in.
    ///   - moment: the hall at a moment; nil where nothing is recorded.
    mutating func look(
        grain: (Timestamp) -> (stepMs: Int64, gap: (from: Timestamp, to: Timestamp)?),
        _ moment: (Timestamp) -> Moment?
    ) -> Finding {
        for _ in 0..<Self.columnSlots {
            var next = time + step
            let (length, gap) = grain(next)
            if let gap {
                // Nothing holds where nothing is known; on its other side the steps may be others.
                let far = isForwards ? gap.to : gap.from
                let beyond = grain(isForwards ? far + 1 : far).stepMs
                next = isForwards ? far + beyond : far
                stepMs = beyond
                if isForwards { held = false }
            } else {
                stepMs = length
            }
            guard next >= bounds.start, next <= bounds.end else {
                // What holds at the very beginning began there, as far as anybody knows.
                return !isForwards && held && time != origin ? .found(time) : .nothing
            }
            let isPassed = canNotHold(at: next)
            let holds = isPassed ? false : moment(next).map(holds) ?? false
            let before = (time: time, held: held)
            (time, held) = (next, holds)
            if isForwards, holds, !before.held { return .found(next) }
            // Going back, what begins where the search did is no time before.
            if !isForwards, !holds, before.held, before.time != origin { return .found(before.time) }
            if !isPassed { break }
        }
        return .searching(time)
    }

    private var step: Int64 { isForwards ? stepMs : -stepMs }

    /// By the same marks as on the screen: who lagged keeps his while his job pauses.
    private func holds(_ moment: Moment) -> Bool {
        let health = filter.asksForMark ? Health(moment.snapshot, rules, laggards: moment.laggards()) : nil
        let source = FilterSource(
            moment.snapshot, gpuMarks: health?.gpuMarks.map(\.rawValue) ?? [],
            trayMarks: health?.trayMarks.map(\.rawValue) ?? [])
        return filter.matches(.hall, in: source)
    }

    /// No GPU, or no tray, has the numbers that the filter asks for. States and words are not looked at.
    private func canNotHold(at time: Timestamp) -> Bool {
        guard !filter.asksForState, !filter.metrics.isEmpty, newest.kept.contains(time) else { return false }
        let source = FilterSource(newest)
        return [EntityKind.gpu, .tray].contains { kind in
            filter.candidates(of: kind, in: source) { newest.values($0, at: time) }.isEmpty
        }
    }
}
