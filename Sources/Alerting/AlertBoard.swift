// Everything the alert engine knows at one moment, immutable: what the alerts view, the panel and the exports read.

import Telemetry

/// Alarms worst first, what is about to fire, what is blind.
public struct AlertBoard: Sendable {
    /// End of the slot that it was made of; time 0 on the empty board.
    public var moment: Timestamp
    /// Top-level alarms: worst severity first, then oldest first.
    public var alarms: [Alarm]
    /// Alarms that ended lately, newest first; bounded.
    public var resolved: [Alarm]
    /// Rules with something pending, and for how many places.
    public let pending: [(rule: String, count: Int)]
    /// Enabled rules that can not see, with the metrics nobody exports.
    public let blind: [(rule: String, metrics: [String])]

    /// What will fire unless it ends first: grouped and worded as if it fired, worst first, bounded by the causes of each family.
    public var waiting: [Alarm] = []
    /// How much of the hall can take a job.
    public var readiness = Readiness()
    /// Who stands out most in its job, worst first: GPU, windows of the newest five, robust z and its metric.
    public var stragglers: [(gpu: Int, windows: Int, z: Float, metric: MetricID)] = []

    /// When those will be judged; nil while no window runs.
    public var judgement: LagJudgement?
    /// GPUs that lagged behind their rack within the last minute, in floor order: while their job pauses they keep their mark.
    public var laggards: [Int] = []

    /// Why nothing can be said of the moment; nil where the rules were asked. No alarm then means nothing.
    public var silence: String?

    /// Ended alarms that are kept.
    public static let resolvedLimit = 100

    /// What there is before the first slot has closed.
    public static let empty = AlertBoard(
        moment: Timestamp(milliseconds: 0), alarms: [], resolved: [], pending: [], blind: [])

    /// Whether any rule has looked at this moment. Where none has, no alarms does not mean that all is well.
    public var isJudged: Bool { moment.milliseconds > 0 }

    /// The board of a moment for which nobody asked the rules, or of which nobody kept what they said.
    public static func silent(_ why: String) -> AlertBoard {
        var board = empty
        board.silence = why
        return board
    }

    /// `waiting`, `readiness`, `stragglers` and `laggards` stay empty until they are set.
    public init(
        moment: Timestamp, alarms: [Alarm], resolved: [Alarm], pending: [(rule: String, count: Int)],
        blind: [(rule: String, metrics: [String])]
    ) {
        self.moment = moment
        self.alarms = alarms
        self.resolved = resolved
        self.pending = pending
        self.blind = blind
    }

    /// All of them in the order of lists: what fires, what waits, what ended.
    public var listed: [Alarm] { alarms + waiting + resolved }

    /// GPUs of which a critical alarm tells an XID; of a very large alarm those that it lists.
    public var codedGPUs: [Int] {
        alarms.filter { $0.family == .xid && $0.severity >= .critical }.flatMap(\.members).compactMap {
            if case .gpu(let gpu) = $0.place { gpu } else { nil }
        }
    }

    /// Top-level alarms of just this severity.
    public func count(_ severity: Severity) -> Int { alarms.count { $0.severity == severity } }
}
