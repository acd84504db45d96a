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

    /// What a look came to.
    enum Finding: Equatable { case searching(Timestamp), found(Timestamp), nothing }

    private let filter: Filter
    private let rules: RuleBook
    private let step: Int64
    private let bounds: (start: Timestamp, end: Timestamp)
    /// A later moment of the same history: its past holds the columns.
    private let newest: Snapshot
    private let origin: Timestamp
    private var time: Timestamp
    private var held: Bool

    /// - Parameters:
    ///   - forwards: to the next time; else to the one before.
    ///   - current: where the search begins.
    ///   - newest: the last moment there is.
    init(
        _ filter: Filter, _ rules: RuleBook, forwards: Bool, from current: Snapshot, newest: Snapshot,
        bounds: (start: Timestamp, end: Timestamp)
    ) {
        self.filter = filter
        self.rules = rules
        self.newest = newest
        self.bounds = bounds
        step = forwards ? current.stepMs : -current.stepMs
        origin = current.moment
        time = current.moment
        held = false
        held = holds(current)
    }

    /// - Parameter moment: the hall at a moment; nil where nothing is recorded.
    mutating func look(_ moment: (Timestamp) -> Snapshot?) -> Finding {
        for _ in 0..<Self.columnSlots {
            let next = time + step
            guard next >= bounds.start, next <= bounds.end else {
                // What holds at the very beginning began there, as far as anybody knows.
                return step < 0 && held && time != origin ? .found(time) : .nothing
            }
            let isPassed = canNotHold(at: next)
            let holds = isPassed ? false : moment(next).map(holds) ?? false
            let before = (time: time, held: held)
            (time, held) = (next, holds)
            if step > 0, holds, !before.held { return .found(next) }
            // Going back, what begins where the search did is no time before.
            if step < 0, !holds, before.held, before.time != origin { return .found(before.time) }
            if !isPassed { break }
        }
        return .searching(time)
    }

    private func holds(_ snapshot: Snapshot) -> Bool {
        let health = filter.asksForMark ? Health(snapshot, rules) : nil
        let source = FilterSource(
            snapshot, gpuMarks: health?.gpuMarks.map(\.rawValue) ?? [],
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
