// A replayed moment looks as it did live; events, gaps, open spans and retention.

import App
import Console
import Foundation
import Screen
import Storage
import Telemetry
import Testing

@testable import Recording

struct ReplayTests {
    static let views: [(view: String, select: String?)] = [
        ("hall", nil), ("rack", "A02"), ("tray", "A03/t05"), ("gpu", "A03/t05/g1"), ("targets", nil),
    ]

    static func frames(_ snapshot: Snapshot) throws -> [String] {
        try views.flatMap { view, select in
            try (view == "hall" ? [SnapshotCommand.Format.ansi, .json] : [.ansi]).map { format in
                var command = SnapshotCommand()
                command.format = format
                command.frame.view = view
                command.frame.select = select
                command.frame.width = 168
                command.frame.height = 50
                return try command.render(snapshot)
            }
        }
    }

    @Test(arguments: [true, false]) func aReplayedMomentLooksAsItDidLive(exact: Bool) throws {
        let path = Demo.path()
        let slots = [0, 3, 14, 19, 20, 37, 50, 61, 79, 84]
        var live: [Int: [String]] = [:]
        try Demo.record(to: path, slots: 85, options: Demo.options(exact: exact)) { snapshot in
            if slots.contains(snapshot.slot) { live[snapshot.slot] = try? Self.frames(snapshot) }
        }
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.reduce(0) { $0 + $1.slots } == 85)
        for slot in slots {
            let moment = try #require(try reader.moment(at: Demo.start + Int64(slot + 1) * 1_000))
            #expect(moment.gap == nil)
            let replayed = try Self.frames(moment.snapshot)
            for (index, frame) in replayed.enumerated() {
                let view = index < 2 ? "hall" : Self.views[index - 1].view
                // Generic series are wire: without it the tray's list of them is empty.
                if !exact, view == "tray" { continue }
                // Charts and lists of the past show less in a replay, and target pages lack what is not recorded yet;
                // at one moment a mark over a window is missing.
                guard ["rack", "gpu", "targets"].contains(view) || slot == 61 else {
                    #expect(frame == live[slot]![index], "slot \(slot), \(view)")
                    continue
                }
                withKnownIssue("not all of a picture is recorded", isIntermittent: true) {
                    #expect(frame == live[slot]![index], "slot \(slot), \(view)")
                }
            }
        }
    }

    @Test func everyStateChangeIsFoundAtItsSecond() throws {
        let path = Demo.path()
        var events: [Event] = []
        try Demo.record(to: path, slots: 85) { events = Array($0.events) }
        let reader = try RecordingReader(path, known: .standard)
        var time = Demo.start - 1
        var found: [Timestamp] = []
        while let next = try reader.nextEvent(after: time) {
            found.append(next)
            time = next
        }
        #expect(found == Set(events.map(\.time)).sorted())
        #expect(events.count > 4)
        let before = try reader.previousEvent(before: found.last!)
        #expect(before == found.dropLast().last)
    }

    @Test func anOpenSpanIsReadFromItsDeltaFrames() throws {
        let path = Demo.path()
        var live: [String] = []
        let recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 30, observer: recorder) { if $0.slot == 25 { live = (try? Self.frames($0)) ?? [] } }
        while recorder.status.slots < 30, recorder.isRunning { sched_yield() }
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.map(\.isSealed) == [true, false])
        let moment = try #require(try reader.moment(at: Demo.start + 26_000))
        let replayed = try Self.frames(moment.snapshot)
        #expect(replayed.first == live.first)
        withKnownIssue("not all of a picture is recorded", isIntermittent: true) { #expect(replayed == live) }
        recorder.finish()
        // The follower that looked before sees the sealed span now, and the same picture.
        try reader.refresh()
        #expect(!reader.spans.contains { !$0.isSealed })
        let sealed = try #require(try reader.moment(at: Demo.start + 26_000))
        let again = try Self.frames(sealed.snapshot)
        #expect(again.first == replayed.first)
        withKnownIssue("not all of a picture is recorded", isIntermittent: true) { #expect(again == replayed) }
    }

    @Test func appendingContinuesAndTheGapIsOne() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 25)
        // The same hall, recorded again later: another epoch.
        let recorder = try Recorder(path, Demo.options())
        let store = Store(
            topology: Demo.hall(576).topology, catalogue: .standard, targets: [], start: Demo.start + 60_000)
        store.observer = recorder
        for slot in 1...5 { _ = store.close(upTo: Demo.start + 60_300 + Int64(slot) * 1_000) }
        recorder.finish()
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.epochs.count == 2)
        let moment = try #require(try reader.moment(at: Demo.start + 40_000))
        #expect(moment.gap?.from == Demo.start + 25_000)
        #expect(moment.gap?.to == Demo.start + 60_000)
        #expect(moment.snapshot.gpuState(0) == .neverSeen)
    }

    @Test func retentionForgetsTheOldest() throws {
        let path = Demo.path()
        var options = Demo.options(exact: false, spanSlots: 10)
        options.retainMs = 20_000
        try Demo.record(to: path, slots: 65, options: options, gpus: 72)
        let reader = try RecordingReader(path, known: .standard)
        let extent = try #require(reader.extent)
        #expect(extent.end == Demo.start + 65_000)
        #expect(extent.start >= Demo.start + 30_000 && extent.start <= Demo.start + 50_000)
        let first = try #require(try reader.moment(at: extent.start + 1_000))
        #expect(first.snapshot.moment == extent.start + 1_000)
    }
}
