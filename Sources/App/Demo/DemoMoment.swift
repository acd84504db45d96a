// A demo hall at one moment, for whoever prints a frame: what is played for it, and what of the alarms is known then. It draws nothing.

import Alerting
import Console
import Facility
import Storage
import Telemetry

/// A moment of a demo with its board of alarms.
public struct DemoMoment {
    /// GPUs times seconds that take no more pages than the few slots of the whole hall do: so much is read second by second.
    static let judgedSamples: Int64 = 7 * 13_800
    /// The rules take their time at each second, however few GPUs there are.
    static let judgedSeconds: Int64 = 600

    /// For help: which halls are judged whatever is shown of them.
    public static var judgedWords: String {
        let samples = Figures.count(Int(judgedSamples)), most = Figures.count(Int(judgedSamples) / 91)
        return "up to \(samples) GPUs times seconds in at most \(judgedSeconds) seconds: at +90s \(most) GPUs"
    }

    /// The hall at the moment.
    public let snapshot: Snapshot
    /// What the rules say, each second watched; the empty board where they were not asked.
    ///
    /// Over the few slots of a large hall they are not: rules wait for minutes and date what they see, and of seven slots out of ninety the one
    /// would be too few and the other wrong.
    public let board: AlertBoard
    /// Taking a whole hall apart would cost a tenth of a second: who holds this may leave before.
    private let store: Store?

    /// Whether the rules are asked however long that takes: the view shows what they say.
    public static func isJudged(_ view: String?) -> Bool { view == ViewName.alerts.rawValue }

    /// Plays as much as the view needs.
    ///
    /// - Parameter view: the one that is to be shown; the alerts are always judged, whatever that takes.
    public init(_ options: DemoOptions, at moment: Timestamp, view: String? = nil, _ book: RuleBook) {
        let seconds = max(0, moment - options.start) / 1_000 + 1
        let gpus = options.plan.map { Int64(Topology($0).gpuCount) } ?? Int64(options.gpus)
        let most = min(Self.judgedSeconds, Self.judgedSamples / max(1, gpus))
        guard Self.isJudged(view) || seconds <= most else {
            let store = OneShot.play(options, to: moment)
            (snapshot, board, self.store) = (store.snapshot, .empty, store)
            return
        }
        (board, snapshot) = AlertsOneShot.play(options, to: moment, book)
        store = nil
    }
}
