// `vigie record`: a source, a store, a recorder, and no screen.

import Facility
import Foundation
import Recording
import Storage
import Telemetry

/// A recording without anybody looking on.
public enum RecordHall {
    /// Records until the time is up, the process is told to end, or the recording can not go on.
    ///
    /// - Returns: the exit code: 1 if the recording stopped by itself.
    public static func run(_ options: RecordOptions) throws(UserError) -> Int32 {
        var options = options
        if case .demo = options.source { options.recording.mode = "demo" }
        options.recording.waits = options.speed == .max
        let end = EndSignal(), summary = RecordSummary(options.path)
        let recorder: Recorder
        do throws(RecordingError) { recorder = try Recorder(options.path, options.recording) } catch {
            throw UserError(error.description)
        }
        defer { recorder.finish() }
        switch (options.source, options.speed) {
        case (.demo(let demo), .max): atFullSpeed(demo, options, recorder, end)
        case (.demo(let demo), .times(let speed)): inTime(demo, speed, options, recorder, end)
        case (.targets(let targets), _): try watch(targets, options, recorder, end)
        }
        recorder.finish()
        let status = recorder.status
        Output.error(summary.text(status))
        if case .stopped = status.phase { return 1 }
        return 0
    }

    /// The same path with a virtual clock and no socket.
    private static func atFullSpeed(
        _ demo: DemoOptions, _ options: RecordOptions, _ recorder: Recorder, _ end: EndSignal
    ) {
        let topology = demo.topology
        let feed = demo.feed(topology, stepMs: options.stepMs)
        let store = Store(
            topology: topology, catalogue: .standard, targets: feed.targets, start: demo.start, stepMs: options.stepMs,
            hotSlots: 90)
        warn(store, options)
        store.observer = recorder
        let alerts = AlertWatch(options.rules, notes: nil, record: { recorder.note(slot: $0, board: $1) })
        var from = demo.start
        let lag = options.stepMs * 3 / 10
        let last = options.forMs.map { demo.start + $0 }
        while last.map({ from < $0 }) ?? true, !end.isReached, recorder.isRunning {
            let to = from + options.stepMs
            feed.play(from: from, to: to, into: store)
            if let snapshot = store.close(upTo: to + lag) { _ = alerts.look(at: snapshot, store: store, notes: []) }
            from = to
        }
    }

    private static func inTime(
        _ demo: DemoOptions, _ speed: Double, _ options: RecordOptions, _ recorder: Recorder, _ end: EndSignal
    ) {
        let topology = demo.topology
        let targets = DemoTargets.list(topology, stepMs: options.stepMs)
        let store = Store(
            topology: topology, catalogue: .standard, targets: targets, start: demo.start, stepMs: options.stepMs,
            hotSlots: 90)
        let clock = DataClock(origin: demo.start, steadyOriginMs: SystemClock.steadyMs, speed: speed)
        let source = DemoSource(clock: clock, pace: Pace(asked: speed)) {
            demo.feed(topology, stepMs: options.stepMs)
        }
        loop(store, source, options, recorder, end)
    }

    private static func watch(
        _ watched: WatchOptions, _ options: RecordOptions, _ recorder: Recorder, _ end: EndSignal
    ) throws(UserError) {
        let (plans, config) = try watched.plans()
        for warning in config.warnings { Output.warn(warning) }
        guard let plan = plans.take() else { throw UserError("there is nothing to record") }
        let targets = WatchTopology.named(plan.descriptions, by: plan.inventory)
        let floor = WatchTopology.plan(
            targets, inventory: plan.inventory, site: plan.site, hall: plan.hall.isEmpty ? "hall" : plan.hall
        ) { _ in [] }
        let topology = Topology(floor), retention = config.settings.retention
        Output.error("vigie: " + (try MemoryCheck.require(topology, retention, stepMs: options.stepMs)))
        let now = SystemClock.now.milliseconds
        let store = Store(
            topology: topology, catalogue: plan.catalogue, targets: targets,
            start: Timestamp(milliseconds: now - now % options.stepMs), stepMs: options.stepMs, hotSlots: 90,
            retention: retention)
        let source = try WatchSource(plan: plan, plans: plans, hosts: floor.hosts) {
            Output.error("vigie: " + $0)
        }
        loop(store, source, options, recorder, end)
    }

    private static func warn(_ store: Store, _ options: RecordOptions) {
        guard let words = OtherHall.warning(recording: store.snapshot, into: options.path) else { return }
        Output.warn(words)
    }

    private static func loop(
        _ store: Store, _ source: any HallSource, _ options: RecordOptions, _ recorder: Recorder, _ end: EndSignal
    ) {
        warn(store, options)
        store.observer = recorder
        let alerts = AlertWatch(options.rules, notes: nil, record: { recorder.note(slot: $0, board: $1) })
        defer { source.stop() }
        var news = RecorderNews(), turn = HallTurn()
        while !end.isReached, recorder.isRunning {
            let status = recorder.status
            // That it stopped is said at the end, with what there is.
            if recorder.isRunning, let words = news.next(status) { Output.error("vigie: " + words) }
            if let snapshot = turn.run(source, store) { _ = alerts.look(at: snapshot, store: store, notes: []) }
            if let length = options.forMs, store.snapshot.moment - store.start >= length { return }
            source.pause(limitMs: 50)
        }
    }
}
