// What the screen loop draws when it is not simply the newest snapshot: the timekeeper's moment, out of one or more recordings.

import Alerting
import Console
import Facility
import Recording
import Storage
import Telemetry

/// Replay, and rewind while live. Used by the screen thread.
final class TimeMachine {
    /// What is to be drawn, and the words beside it.
    struct Shown {
        let snapshot: Snapshot
        /// What the rules said then; nil where that is not kept.
        let board: AlertBoard?
        let mode: String
        let isPaused: Bool
        /// How long nothing new has come from who is followed; nil if it does.
        var silenceMs: Int64?
        /// Why nothing new can come; nil if it may.
        var silenceWords: String?
    }

    static let refreshMs: Int64 = 250

    var keeper: Timekeeper
    private let open: () throws(UserError) -> RecordingSet?
    private var set: RecordingSet?
    private var lastRefreshMs: Int64 = .min / 2
    private var shown: (key: MomentKey, moment: ReplayMoment, board: AlertBoard)?
    let isReplay: Bool
    /// A search through time under way; nil if there is none.
    var search: HoldSearch?
    private var heartbeat = Heartbeat()
    /// The moment shown out of the live hall's own past.
    private var rewound: Snapshot?

    /// - Parameters:
    ///   - isReplay: there is no live hall; the end is the recording's.
    ///   - open: the history, asked for when somebody first looks back; nil if there is none yet.
    init(_ keeper: Timekeeper, isReplay: Bool, open: @escaping () throws(UserError) -> RecordingSet?) {
        self.keeper = keeper
        self.isReplay = isReplay
        self.open = open
    }

    /// What was read already of a history that is open: the first frame need not wait for it twice.
    func begin(with set: RecordingSet, _ moment: ReplayMoment, at time: Timestamp) {
        self.set = set
        shown = set.key(at: time).map { ($0, moment, moment.board) }
    }

    /// Moments come out of a recording, not out of the live hall's memory.
    var hasHistory: Bool { self.set != nil }

    /// Whether the moment changes by itself.
    var isMoving: Bool { keeper.isMoving || (isReplay && keeper.motion == .pinned) }

    /// What is recorded, from the end of its first slot on: nothing is known before.
    func history(_ steadyMs: Int64) throws(UserError) -> (set: RecordingSet, start: Timestamp, end: Timestamp)? {
        if set == nil { set = try open() }
        guard let set else { return nil }
        if keeper.endMoves, steadyMs - lastRefreshMs >= Self.refreshMs {
            set.refresh()
            lastRefreshMs = steadyMs
        }
        guard let start = set.begin, let end = set.extent?.end else { return nil }
        return (set, start, end)
    }

    /// What to draw now; nil for the newest live snapshot.
    ///
    /// - Parameters:
    ///   - live: the newest snapshot; its own past serves where nothing is recorded.
    ///   - wall: this machine's time.
    func look(steadyMs: Int64, live: Snapshot, wall: Timestamp) throws(UserError) -> Shown? {
        if !isReplay, keeper.motion == .pinned { return nil }
        guard let (set, start, end) = try history(steadyMs) else { return isReplay ? nil : rewind(live, steadyMs) }
        var time = keeper.now(steadyMs: steadyMs, start: start, end: end)
        if !isReplay, keeper.motion == .pinned { return nil }
        // Who follows is where the recorder is, and that may be before the end of all: its clock was set back.
        if keeper.motion == .pinned { time = set.newest ?? end }
        guard let key = set.key(at: time) else { return nil }
        if shown?.key != key {
            do throws(RecordingError) {
                guard let moment = try set.moment(at: time) else { return nil }
                shown = (key, moment, moment.board)
            } catch { throw UserError(error.description) }
        }
        guard let shown else { return nil }
        var look = Shown(
            snapshot: shown.moment.snapshot, board: shown.board, mode: mode(shown.moment), isPaused: keeper.isStill)
        if keeper.motion == .pinned {
            look.silenceMs = heartbeat.silence(
                end: time, stepMs: shown.moment.epoch.stepMs, isLive: shown.moment.epoch.mode == "live",
                steadyMs: steadyMs, wall: wall)
            if look.silenceMs != nil { look.silenceWords = set.loss }
        }
        return look
    }

    /// The past that the live hall keeps in memory.
    private func rewind(_ live: Snapshot, _ steadyMs: Int64) -> Shown? {
        let kept = live.kept
        let time = keeper.now(steadyMs: steadyMs, start: kept.lowerBound, end: kept.upperBound)
        if keeper.motion == .pinned { return nil }
        let slot = Int((time - live.start) / live.stepMs) - 1
        if rewound?.slot != slot || rewound?.topology !== live.topology { rewound = live.rewound(to: time) }
        return rewound.map { Shown(snapshot: $0, board: nil, mode: mode(), isPaused: keeper.isStill) }
    }

    private func mode(_ moment: ReplayMoment? = nil) -> String {
        if let words = moment?.gapWords { return words }
        let damage = moment?.damageWords ?? ""
        if keeper.motion == .pinned { return "follow" + damage }
        return (isReplay ? "replay " : "past ") + keeper.rateText + damage
    }

    /// Carries out a command.
    ///
    /// - Parameter current: the moment that is on the screen.
    /// - Returns: a sentence for the user, nil if the screen says it all.
    func apply(_ command: TimeCommand, current: Snapshot, live: Snapshot, steadyMs: Int64, zoneSeconds: Int) -> String?
    {
        var history: (set: RecordingSet, start: Timestamp, end: Timestamp)?
        do throws(UserError) { history = try self.history(steadyMs) } catch { return error.description }
        let kept = live.kept
        let bounds = history.map { ($0.start, $0.end) } ?? (kept.lowerBound, kept.upperBound)
        let now =
            keeper.motion == .pinned
            ? current.moment : keeper.now(steadyMs: steadyMs, start: bounds.0, end: bounds.1)
        switch command {
        case .pause: keeper.pause(at: now, steadyMs: steadyMs)
        case .slower: return change(rate: -1, now: now, steadyMs)
        case .faster: return change(rate: 1, now: now, steadyMs)
        case .end: keeper.toEnd(bounds.1)
        case .step(let slots):
            // From slot to slot: a moment between two ends, and slots of another length, would cost some of them.
            let time = history?.set.moment(slots, from: now) ?? now + Int64(slots) * current.stepMs
            return seek(time, bounds, steadyMs)
        case .nextEvent:
            let next =
                history == nil
                ? live.events.lazy.map(\.time).filter { $0 > now }.min() : history!.set.nextEvent(after: now)
            guard let next else { return "no later event" }
            return seek(next, bounds, steadyMs)
        case .previousEvent:
            let previous =
                history == nil
                ? live.events.lazy.map(\.time).filter { $0 < now }.max() : history!.set.previousEvent(before: now)
            guard let previous else { return "no earlier event" }
            return seek(previous, bounds, steadyMs)
        case .seek(let text):
            do throws(UserError) {
                // Times are counted from the first slot's beginning, and known from its end on.
                let start = history?.set.extent?.start ?? bounds.0
                let time = try TimeWords.moment(text, now: now, start: start, end: bounds.1, zoneSeconds: zoneSeconds)
                return seek(time < start ? time : max(time, bounds.0), bounds, steadyMs)
            } catch { return error.description }
        case .moment(let time): return seek(time, bounds, steadyMs)
        case .hold, .record: break
        }
        return nil
    }

    /// - Returns: the speed, where nothing moves that would show it.
    private func change(rate delta: Int, now: Timestamp, _ steadyMs: Int64) -> String? {
        let before = keeper.rate
        keeper.change(rate: delta, now: now, steadyMs: steadyMs)
        if keeper.rate == before { return "\(keeper.rateText) is the \(delta > 0 ? "fastest" : "slowest") speed" }
        return keeper.isMoving ? nil : "speed \(keeper.rateText)"
    }

    /// What somebody marked while this was recorded, newest last; none of a live hall.
    func bookmarks(_ topology: Topology) -> [Bookmark] {
        guard isReplay, let set = try? history(0)?.set else { return [] }
        return set.bookmarks().suffix(100).map { BookmarkText.read($0.text, at: $0.time, topology) }
    }

    func seek(_ time: Timestamp, _ bounds: (Timestamp, Timestamp), _ steadyMs: Int64) -> String? {
        keeper.seek(max(bounds.0, min(bounds.1, time)), steadyMs: steadyMs)
        if time < bounds.0 { return "the history begins here" }
        if time > bounds.1 { return "the history ends here" }
        return nil
    }
}
