// A moment looked back at and left again changes no beginning; what pauses is as old as it was.

import Console
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct TroubleMemoryTests {
    @Test func beginningsSurviveLookingBack() {
        var options = DemoOptions()
        options.gpus = 576
        options.seed = 2
        let feed = options.feed(options.topology)
        let store = Store(
            topology: options.topology, catalogue: .standard, targets: feed.targets, start: options.start, hotSlots: 90)
        var memory = TroubleMemory(), health: Health?
        for second in 0..<80 {
            let from = options.start + Int64(second) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            guard let snapshot = store.close(upTo: from + 1_300) else { continue }
            health = Health(snapshot, previous: health, known: memory.troubles)
            memory.note(health!, at: snapshot.moment)
        }
        let before = health!.troubles
        #expect(before.count > 3 && before.allSatisfy { $0.since != nil }, "\(before)")
        // Back to a moment, and to now: nothing that lasted is younger, and what is shown of then began before then.
        let then = store.snapshot.rewound(to: options.start + 60_000)
        let past = Health(then, known: memory.troubles)
        #expect(past.troubles.allSatisfy { ($0.since ?? .init(milliseconds: 0)) <= then.moment })
        let after = Health(store.snapshot, known: memory.troubles + past.troubles)
        #expect(after.troubles.map(\.since) == before.map(\.since))
    }
}
