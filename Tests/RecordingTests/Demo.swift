// A small demo hall played by a virtual clock into a recording, for the other tests.

import Alerting
import App
import Foundation
import Storage
import Telemetry

@testable import Recording

/// A small demo hall played by a virtual clock into a recording.
enum Demo {
    static let start = DemoOptions.defaultStart

    static func folder() -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-" + UUID().uuidString)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    static func path(_ name: String = "a.vigie") -> String { folder().appendingPathComponent(name).path }

    /// Damages a recording, or whatever else SQL can do to it.
    static func change(_ path: String, _ sql: String) throws {
        let database = try Database(path: path, writing: true)
        try database.execute(sql)
        database.close()
    }

    /// Eight racks: the least that the mixed faults fit.
    static func hall(_ gpus: Int) -> DemoOptions {
        var options = DemoOptions()
        options.gpus = gpus
        if gpus < 576 { options.scenario = .none }
        return options
    }

    static func options(exact: Bool = true, spanSlots: Int = 20) -> RecordingOptions {
        var options = RecordingOptions()
        options.isExact = exact
        options.spanSlots = spanSlots
        options.waits = true
        options.mode = "demo"
        return options
    }

    /// A recorder that is started again for each run, into the same file: 72 GPUs, at declared precision.
    static func record(to path: String, runsAtMs: [Int64], slots: Int) throws {
        for laterMs in runsAtMs {
            let recorder = try Recorder(path, options(exact: false))
            play(slots: slots, observer: recorder, gpus: 72, laterMs: laterMs)
            recorder.finish()
        }
    }

    /// Plays `slots` seconds; calls `each` with every closed slot's snapshot.
    static func record(
        to path: String, slots: Int, options: RecordingOptions = options(), gpus: Int = 576,
        each: (Snapshot) -> Void = { _ in }
    ) throws {
        let recorder = try Recorder(path, options)
        play(slots: slots, observer: recorder, gpus: gpus, each: each)
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.misuse, why) }
    }

    /// The same with the rules asked at every slot, and what they say recorded.
    static func recordWithAlerts(
        to path: String, slots: Int, options: RecordingOptions = options(), laterMs: Int64 = 0,
        each: (Snapshot, AlertBoard) -> Void = { _, _ in }
    ) throws -> Recorder {
        let recorder = try Recorder(path, options)
        let engine = AlertEngine(RuleFiles.standard)
        play(slots: slots, observer: recorder, laterMs: laterMs) { snapshot in
            let board = engine.evaluate(snapshot)
            recorder.note(slot: snapshot.slot) { BoardBytes.write(board) }
            each(snapshot, board)
        }
        return recorder
    }

    /// - Parameter laterMs: begins so long after `start`.
    static func play(
        slots: Int, observer: (any StoreObserver)?, gpus: Int = 576, laterMs: Int64 = 0,
        each: (Snapshot) -> Void = { _ in }
    ) {
        let hall = hall(gpus), start = start + laterMs
        let topology = hall.topology
        let feed = hall.feed(topology)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: start, hotSlots: 90)
        store.observer = observer
        for slot in 0..<slots {
            let from = start + Int64(slot) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            if let snapshot = store.close(upTo: from + 1_300) { each(snapshot) }
        }
    }
}
