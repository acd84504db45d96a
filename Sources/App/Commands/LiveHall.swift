// A store, a source and a screen put together and run: the whole of `demo` and `watch`.

import Console
import Facility
import Storage
import Telemetry

/// Wires the two loops.
public enum LiveHall {
    /// A synthetic hall, live from its start.
    ///
    /// - Parameter hold: play to this moment as `snapshot` does, and stand still there.
    /// - Returns: the exit code.
    public static func demo(_ demo: DemoOptions, speed: Double, hold: Timestamp?, _ screen: ScreenOptions)
        throws(UserError) -> Int32
    {
        var screen = screen
        screen.mode = "demo"
        if let hold {
            let played = DemoMoment(demo, at: hold, screen.rules)
            let publication = try Publication(played.snapshot)
            var alerts = AlertState()
            alerts.board = played.board
            publication.publish(played.snapshot, alerts: alerts)
            return try withExtendedLifetime(played) { () throws(UserError) in try show(publication, screen) }
        }
        let topology = demo.topology
        let origin = SystemClock.steadyMs
        let targets = DemoTargets.list(topology)
        // The first frame needs the plan of the hall alone; the feed is made behind it, on the core thread.
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: demo.start)
        let clock = DataClock(origin: demo.start, steadyOriginMs: origin, speed: speed)
        let pace = Pace(asked: speed)
        screen.pace = pace
        let source = DemoSource(clock: clock, pace: pace) { demo.feed(topology) }
        return try run(store, source, screen)
    }

    static func run(
        _ store: Store, _ source: any HallSource, _ screen: ScreenOptions, _ publication: Publication? = nil
    ) throws(UserError) -> Int32 {
        var shared = publication
        if shared == nil { shared = try Publication(store.snapshot) }
        guard let publication = shared else { return 2 }
        let notes = screen.alertNotes.map { AlertNoteFile($0) }, isReal = screen.mode != "demo"
        if screen.plain, screen.record == nil {
            let alerts = AlertWatch(screen.rules, notes: notes, latches: isReal, tell: publication.notify)
            CoreLoop(store: store, source: source, publication: publication, alerts: alerts).start()
            return PlainLoop(publication: publication, options: screen).run()
        }
        var screen = screen
        if let path = screen.record, let words = OtherHall.warning(recording: store.snapshot, into: path) {
            if screen.plain { Output.warn(words) } else { screen.notice = screen.notice ?? words }
        }
        let recorders = try LiveRecorders(mode: screen.mode, path: screen.record, group: screen.recordGroup)
        store.observer = recorders
        defer { recorders.finish() }
        let alerts = AlertWatch(screen.rules, notes: notes, latches: isReal, tell: publication.notify) {
            recorders.note(slot: $0, board: $1)
        }
        let core = CoreLoop(store: store, source: source, publication: publication, alerts: alerts)
        if screen.plain {
            core.start()
            return PlainLoop(publication: publication, options: screen, recorders: recorders).run()
        }
        let machine = TimeMachine(Timekeeper(motion: .pinned, endMoves: true), isReplay: false) {
            () throws(UserError) in try recorders.past.map { path throws(UserError) in try RecordingSet([path]) }
        }
        let loop = try ScreenLoop(
            publication: publication, options: screen, machine: machine, recorders: recorders)
        core.start()
        defer { core.stop() }
        return loop.run()
    }

    private static func show(_ publication: Publication, _ screen: ScreenOptions) throws(UserError) -> Int32 {
        try ScreenLoop(publication: publication, options: screen).run()
    }
}
