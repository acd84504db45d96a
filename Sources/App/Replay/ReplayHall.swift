// `vigie replay`: recordings through the ordinary screens.

import Recording
import Storage
import Telemetry

/// Recordings on a live screen.
public enum ReplayHall {
    /// - Parameters:
    ///   - at: a TIME to begin at; nil begins at the beginning, or at the end when following.
    ///   - speed: data seconds per second.
    ///   - screen: how it is to look, and by which rules; asked once.
    /// - Returns: the exit code.
    public static func run(
        _ paths: [String], at: String?, speed: Double, follow: Bool, _ screen: () throws(UserError) -> ScreenOptions
    ) throws(UserError) -> Int32 {
        // The first frame waits for the recordings and for the rules: both are read at once.
        RuleFiles.readAhead()
        let opened = paths.allSatisfy(ReplayInput.isRecording) ? try ReplayInput.open(paths, isForgiving: true) : nil
        var screen = try screen()
        let set: RecordingSet
        if let opened { set = opened } else { set = try ReplayInput.open(paths, screen.rules, isForgiving: true) }
        guard let extent = set.extent else {
            throw UserError("\(paths.joined(separator: " ")): nothing is recorded yet")
        }
        let first = set.begin ?? extent.end
        var begin = follow ? set.newest ?? extent.end : first
        if let at {
            let zone = screen.zone.offsetSeconds(at: extent.end)
            begin = try TimeText.moment(at, start: extent.start, end: extent.end, zoneSeconds: zone)
            if begin < extent.start { screen.notice = "\(at) lies before the beginning of what is recorded" }
            if begin > extent.end { screen.notice = "\(at) lies behind the end of what is recorded" }
        }
        begin = max(first, min(extent.end, begin))
        let opening: ReplayMoment?
        do throws(RecordingError) { opening = try set.moment(at: begin) } catch { throw UserError(error.description) }
        guard let opening else { throw UserError("\(paths[0]): nothing is recorded at that moment") }
        if screen.plain {
            for words in set.faults + (screen.notice.map { [$0] } ?? []) { Output.warn(words) }
            let loop = PlainLoop(publication: try Publication(opening.snapshot), options: screen)
            return PlainReplay(
                set: set, loop: loop, zone: screen.zone, speed: speed, follows: follow, isAtEnd: follow && at == nil
            ).run(from: begin)
        }
        let keeper = Timekeeper(
            motion: follow && at == nil ? .pinned : .moving(from: begin, sinceMs: SystemClock.steadyMs), rate: speed,
            endMoves: follow)
        screen.mode = "replay"
        if screen.notice == nil {
            screen.notice = set.faults.first ?? opening.faults.first ?? OtherHall.warning(joining: set.topologies)
        }
        // Of the newest slot of a file that grows nobody has said anything yet.
        if screen.notice == nil, !follow, opening.gap == nil { screen.notice = opening.board.silence }
        let machine = TimeMachine(keeper, isReplay: true) { () throws(UserError) in set }
        machine.begin(with: set, opening, at: begin)
        return try ScreenLoop(publication: Publication(opening.snapshot), options: screen, machine: machine).run()
    }
}
