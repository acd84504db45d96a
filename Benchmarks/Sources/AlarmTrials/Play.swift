// One synthetic hall played page by page, at speed, with the rules asked once a second: what the soak judges.

import Alerting
import App
import Facility
import Simulator
import Storage
import Telemetry

/// A hall, its store and its alert engine.
final class Play {
    let feed: DemoFeed
    let store: Store
    let engine: AlertEngine
    let start: Timestamp
    private(set) var board = AlertBoard.empty
    private(set) var seconds: Int64 = 0

    init(_ options: DemoOptions, _ book: RuleBook = RuleFiles.standard, hotSlots: Int = 120) {
        let topology = options.topology
        feed = options.feed(topology)
        store = Store(
            topology: topology, catalogue: .standard, targets: feed.targets, start: options.start, hotSlots: hotSlots)
        engine = AlertEngine(book)
        start = options.start
    }

    var hall: SyntheticHall { feed.hall }

    /// Plays so many seconds more.
    func go(_ count: Int, each: (AlertBoard) -> Void = { _ in }) {
        for _ in 0..<count {
            let from = start + seconds * 1_000
            seconds += 1
            feed.play(from: from, to: from + 1_000, into: store)
            guard let snapshot = store.close(upTo: from + 1_300) else { continue }
            board = engine.evaluate(snapshot)
            each(board)
        }
    }
}
