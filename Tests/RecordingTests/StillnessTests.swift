// Since when a page says the same is recorded: a frozen GPU is as old in a replay as it was live, and unknown in files of before that was kept.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct StillnessTests {
    /// Sealed and open spans; targets that change, stand still, and were never read.
    @Test func theLastChangeIsReplayed() throws {
        let path = Demo.path()
        var live: [Timestamp: [Timestamp?]] = [:], hasStill = false
        let recorder = try Recorder(path, Demo.options(exact: false))
        Demo.play(slots: 70, observer: recorder) { snapshot in
            live[snapshot.moment] = snapshot.targets.map(\.lastChange)
            hasStill = hasStill || snapshot.targets.contains { $0.state == .frozen && $0.lastChange != $0.lastSuccess }
        }
        while recorder.status.slots < 70, recorder.isRunning { sched_yield() }
        try #require(hasStill, "the scenario freezes somebody")
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.contains { !$0.isSealed } && reader.spans.contains { $0.isSealed })
        for (moment, changes) in live {
            let replayed = try #require(try reader.moment(at: moment)).snapshot
            #expect(replayed.targets.map(\.lastChange) == changes)
        }
        recorder.finish()
    }

    /// The slots of a file of before end where the new column begins.
    @Test func aSlotWithoutItIsRead() throws {
        var moment: RecordedMoment?
        Demo.play(slots: 3, observer: nil, gpus: 72) {
            moment = RecordedMoment(
                snapshot: $0, state: $0.state, pageTimes: Array(repeating: SlotState.none, count: $0.targets.count))
        }
        let written = try #require(moment), snapshot = written.snapshot
        func state() -> SlotState {
            SlotState(
                gpus: snapshot.topology.gpuCount, trays: snapshot.topology.trays.count,
                targets: snapshot.targets.count, offsets: snapshot.valueCount,
                metrics: snapshot.catalogue.metrics.count)
        }
        var writer = state(), words = Words(), bytes = ByteWriter(), column = ByteWriter()
        writer.encode(written, words: &words, into: &bytes)
        var last = StateColumn(count: snapshot.targets.count)
        last.encode(SlotState.stillness(snapshot.targets), into: &column)
        for (end, isKnown) in [(bytes.bytes.count, true), (bytes.bytes.count - column.bytes.count, false)] {
            var read = state(), source = ByteReader(bytes.bytes)
            let isWhole = read.decode(&source, upTo: end)
            #expect(isWhole && source.position == end && read.hasStillness == isKnown)
            let moment = read.state(
                slot: snapshot.slot, descriptions: snapshot.targets.map(\.description), words: words,
                identities: snapshot.state.gpus.identities)
            let changes = moment.targets.map(\.lastChange)
            #expect(isKnown ? changes == snapshot.targets.map(\.lastChange) : changes.allSatisfy { $0 == nil })
            #expect(moment.targets.map(\.lastSuccess) == snapshot.targets.map(\.lastSuccess))
        }
    }
}
