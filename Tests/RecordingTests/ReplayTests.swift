// A replayed moment looks as it did live; events, gaps, open spans and retention.

import Alerting
import App
import Console
import Facility
import Foundation
import Screen
import Storage
import Telemetry
import Testing

@testable import Recording

struct ReplayTests {
    /// Every view; the lists at each of their levels.
    static let views: [(view: String, select: String?, level: String?)] = [
        ("hall", nil, nil), ("rack", "A02", nil), ("tray", "A03/t05", nil), ("gpu", "A03/t05/g1", nil),
        ("timeline", nil, nil), ("timeline", "A02", "tray"), ("timeline", "A02", "gpu"), ("outliers", nil, nil),
        ("outliers", nil, "rack"), ("table", nil, nil), ("table", nil, "gpu"), ("targets", nil, nil),
        ("alerts", nil, nil),
    ]

    /// A picture of every view, and the hall as JSON besides.
    static func frames(_ snapshot: Snapshot, _ board: AlertBoard) throws -> [Picture] {
        try views.flatMap { view, select, level in
            try (view == "hall" ? [SnapshotCommand.Format.ansi, .json] : [.ansi]).map { format in
                var command = SnapshotCommand()
                command.format = format
                command.frame.view = view
                command.frame.select = select
                command.frame.level = level
                command.frame.width = 168
                command.frame.height = 50
                return Picture(view: view, text: try command.render(snapshot, alerts: board))
            }
        }
    }

    @Test(arguments: [true, false]) func aReplayedMomentLooksAsItDidLive(exact: Bool) throws {
        let path = Demo.path()
        let slots = [0, 3, 14, 19, 20, 37, 50, 61, 79, 84]
        var live: [Int: [Picture]] = [:]
        let recorder = try Demo.recordWithAlerts(to: path, slots: 85, options: Demo.options(exact: exact)) {
            if slots.contains($0.slot) { live[$0.slot] = try? Self.frames($0, $1) }
        }
        recorder.finish()
        #expect(live.values.contains { $0.contains { $0.view == "alerts" && $0.text.contains("GPUGone") } })
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.reduce(0) { $0 + $1.slots } == 85)
        for slot in slots {
            let moment = try #require(try reader.moment(at: Demo.start + Int64(slot + 1) * 1_000))
            #expect(moment.gap == nil)
            for (replayed, shown) in zip(
                try Self.frames(moment.snapshot, moment.board), try #require(live[slot]))
            {
                // Generic series are wire: without it the tray's list of them is empty.
                if !exact, shown.view == "tray" { continue }
                let difference = replayed.difference(from: shown)
                #expect(difference == nil, "slot \(slot), \(shown.view)")
            }
        }
    }

    @Test func everyStateChangeIsFoundAtItsSecond() throws {
        let path = Demo.path()
        var events: [Event] = [], moments: [Timestamp] = []
        try Demo.record(to: path, slots: 85) { snapshot in
            if snapshot.events.count > events.count { moments.append(snapshot.moment) }
            events = Array(snapshot.events)
        }
        let reader = try RecordingReader(path, known: .standard)
        var time = Demo.start - 1
        var found: [Timestamp] = []
        while let next = try reader.nextEvent(after: time) {
            found.append(next)
            time = next
        }
        #expect(found == moments)
        #expect(events.count > 4)
        let before = try reader.previousEvent(before: found.last!)
        #expect(before == found.dropLast().last)
        // The screen is where the newest event is on it.
        for moment in found {
            let newest = try #require(try reader.moment(at: moment)?.snapshot.events.last)
            #expect(newest.time <= moment && moment - newest.time <= 1_000, "\(newest)")
        }
    }

    @Test func anOpenSpanIsReadFromItsDeltaFrames() throws {
        let path = Demo.path()
        var live: [Picture] = []
        let recorder = try Demo.recordWithAlerts(to: path, slots: 30) {
            if $0.slot == 25 { live = (try? Self.frames($0, $1)) ?? [] }
        }
        while recorder.status.slots < 30, recorder.isRunning { sched_yield() }
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.map(\.isSealed) == [true, false])
        let moment = try #require(try reader.moment(at: Demo.start + 26_000))
        let replayed = try Self.frames(moment.snapshot, moment.board)
        #expect(Picture.difference(replayed, from: live) == nil)
        recorder.finish()
        // The follower that looked before sees the sealed span now, and the same picture.
        try reader.refresh()
        #expect(!reader.spans.contains { !$0.isSealed })
        let sealed = try #require(try reader.moment(at: Demo.start + 26_000))
        #expect(Picture.difference(try Self.frames(sealed.snapshot, sealed.board), from: replayed) == nil)
    }

    /// Spans that begin within a step, recorded roll-ups and others, places of every kind.
    @Test(arguments: [1, 10, 30, 60]) func aTimelineOfLongerStepsIsTheLiveOne(slotsPerColumn: Int) throws {
        let path = Demo.path()
        var live: [Snapshot] = []
        try Demo.record(to: path, slots: 200, options: Demo.options(exact: false, spanSlots: 25), gpus: 144) {
            if [97, 130, 199].contains($0.slot) { live.append($0) }
        }
        let reader = try RecordingReader(path, known: .standard)
        let metrics: [MetricID] = [.powerWatts, .smActive, .smClockHertz, .xid, .hostCPUBusyRatio]
        let places: [Place] = [.rack(1), .row(0), .hall, .tray(3), .gpu(80)]
        for snapshot in live {
            let replayed = try #require(try reader.moment(at: snapshot.moment)).snapshot
            let columns = (snapshot.slot + slotsPerColumn) / slotsPerColumn
            let grid = TimeGrid(
                end: snapshot.moment, spanMs: Int64(columns * slotsPerColumn) * 1_000, columns: columns)
            for metric in metrics {
                #expect(snapshot.timeline(metric, places, over: grid) == replayed.timeline(metric, places, over: grid))
                #expect(
                    snapshot.column(metric, slotsAgo: 59).map(\.bitPattern)
                        == replayed.column(metric, slotsAgo: 59).map(\.bitPattern))
            }
            #expect(snapshot.slotsKept == replayed.slotsKept && replayed.slotsKept == snapshot.slot + 1)
        }
    }

    @Test func attributesOfTheMomentAreKnown() throws {
        let path = Demo.path()
        var live: Snapshot?
        try Demo.record(to: path, slots: 5, gpus: 72) { live = $0 }
        let snapshot = try #require(live)
        let replayed = try #require(try RecordingReader(path, known: .standard).moment(at: snapshot.moment)).snapshot
        for attribute in Attribute.allCases {
            for gpu in [0, 3, 71] {
                let value = snapshot.attributes.value(attribute, of: gpu, at: snapshot.moment)
                #expect(replayed.attributes.value(attribute, of: gpu, at: snapshot.moment) == value)
                let before = snapshot.attributes.value(attribute, of: gpu, at: snapshot.moment - 1)
                #expect(replayed.attributes.value(attribute, of: gpu, at: snapshot.moment - 1) == before)
            }
        }
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
