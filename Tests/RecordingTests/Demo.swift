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

    static var hall: DemoOptions {
        var options = DemoOptions()
        options.gpus = 576
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

    /// Plays `slots` seconds; calls `each` with every closed slot's snapshot.
    static func record(
        to path: String, slots: Int, options: RecordingOptions = options(), finish: Bool = true,
        each: (Snapshot) -> Void = { _ in }
    ) throws {
        let recorder = try Recorder(path, options)
        play(slots: slots, observer: recorder, each: each)
        if finish { recorder.finish() }
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.misuse, why) }
    }

    static func play(slots: Int, observer: (any StoreObserver)?, each: (Snapshot) -> Void = { _ in }) {
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
