// The alarms of an earlier moment of a live hall are those of that moment.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct BoardPastTests {
    @Test func theBoardOfAMomentIsTheOneThatHeldThen() {
        var options = DemoOptions()
        options.gpus = 576
        let topology = options.topology
        let feed = options.feed(topology)
        let store = Store(
            topology: topology, catalogue: .standard, targets: feed.targets, start: options.start, hotSlots: 90)
        let engine = AlertEngine(RuleFiles.standard)
        var past = BoardPast(), live: [(Timestamp, AlertBoard)] = []
        for slot in 0..<45 {
            let from = options.start + Int64(slot) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            guard let snapshot = store.close(upTo: from + 1_300) else { continue }
            let board = engine.evaluate(snapshot)
            past.note(board, topology)
            live.append((snapshot.moment, board))
        }
        #expect(live.last?.1.alarms.isEmpty == false && live.first?.1.alarms.isEmpty == true)
        for (moment, board) in live {
            let kept = past.board(at: moment)
            #expect(kept.moment == moment && kept.alarms == board.alarms && kept.resolved == board.resolved)
            #expect(kept.readiness == board.readiness && kept.stragglers.map(\.gpu) == board.stragglers.map(\.gpu))
        }
        // Before the first one nothing is known, which is not calm.
        #expect(past.board(at: options.start - 1).alarms.isEmpty && past.board(at: options.start - 1).silence != nil)
        #expect(past.board(at: live.last!.0).silence == nil)
        // Another floor has other numbers.
        past.note(.empty, options.topology)
        #expect(past.board(at: live.last!.0).alarms.isEmpty)
    }
}
