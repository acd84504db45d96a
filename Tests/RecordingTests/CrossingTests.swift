// Looking back from a moment across the beginning of an epoch: a file that was cut in two, a recorder that was started again, a hall that
// changed. What was recorded before is there, by the paths of its places; what was not recorded is a gap.

import Facility
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct CrossingTests {
    private static func figures(_ rollUps: [RollUp]) -> [String] {
        rollUps.map { "\($0.count) \($0.min) \($0.max) \(Float($0.mean))" }
    }

    private static func expectEqualPasts(_ one: Snapshot, _ other: Snapshot) throws {
        #expect(one.moment == other.moment && one.slotsKept == other.slotsKept && one.slotsFolded == other.slotsFolded)
        #expect(Array(one.events) == Array(other.events) && (other.slot < 59 || !one.events.isEmpty))
        for gpu in [0, 5, 300] {
            let values = [one, other].map { $0.history(.powerWatts, gpu, slots: 60).map { "\($0)" } }
            #expect(values[0] == values[1] && Set(values[0]).count > 2)
            let attributes = Attribute.allCases.map { attribute in
                [one, other].map { $0.attributes.history(attribute, of: gpu).map(\.value) }
            }
            for both in attributes { #expect(both[0] == both[1]) }
        }
        for place in [.hall, .rack(2), .row(0), .tray(4)] as [Place] {
            for columns in [4, 40] {
                let grid = TimeGrid(end: one.moment, spanMs: 40_000, columns: columns)
                let rows = [one, other].map { Self.figures($0.timeline(.powerWatts, place, over: grid)) }
                #expect(rows[0] == rows[1], "\(place), \(columns) columns")
            }
        }
        let columns = [one, other].map { $0.column(.powerWatts, slotsAgo: 20).map { "\($0)" } }
        #expect(columns[0] == columns[1])
    }

    /// In the first seconds of the second part, and when it has steps of its own; the two files, and one copy of both.
    @Test(arguments: [33, 47, 60]) func aFileCutInTwoIsOneHistory(second: Int) throws {
        let paths = ["whole.vigie", "one.vigie", "two.vigie", "copy.vigie"].map { Demo.path($0) }
        try Demo.record(to: paths[0], slots: 60, options: Demo.options(exact: false))
        var options = ConvertOptions(inputs: [paths[0]], out: paths[1])
        options.to = "+30s"
        _ = try Conversion.run(options)
        options = ConvertOptions(inputs: [paths[0]], out: paths[2])
        options.from = "+30s"
        _ = try Conversion.run(options)
        _ = try Conversion.run(ConvertOptions(inputs: [paths[1], paths[2]], out: paths[3]))
        let time = Demo.start + Int64(second) * 1_000
        let whole = try #require(try RecordingReader(paths[0], known: .standard).moment(at: time)).snapshot
        for files in [[paths[2], paths[1]], [paths[3]]] {
            let set = try RecordingSet(files)
            try Self.expectEqualPasts(try #require(try set.moment(at: time)).snapshot, whole)
        }
        // Alone the second file knows nothing of before.
        let alone = try #require(try RecordingSet([paths[2]]).moment(at: time)).snapshot
        #expect(alone.slotsKept == second - 30)
    }

    /// Half a minute apart and half a second off the first one's grid.
    @Test func aRestartIsAGapAndNoEnd() throws {
        let path = Demo.path()
        try Demo.record(to: path, runsAtMs: [0, 50_500], slots: 20)
        let reader = try RecordingReader(path, known: .standard)
        let first = try #require(try reader.moment(at: Demo.start + 20_000)).snapshot
        let last = try #require(try reader.moment(at: Demo.start + 70_500)).snapshot
        let known = first.history(.powerWatts, 7, slots: 15).map { "\($0)" }
        let values = last.history(.powerWatts, 7, slots: 71)
        // 0:50.5 to 1:10.5 are its own 20 slots; before them 30 of which nobody knows, and those of the first run.
        let isKnown = values.map { !$0.isNaN }
        #expect(!isKnown[21..<51].contains(true) && !isKnown.suffix(15).contains(false))
        #expect(values[..<21].suffix(15).map { "\($0)" } == known)
        #expect(last.slotsKept == 70)
        let grid = TimeGrid(end: last.moment, spanMs: 71_000, columns: 71)
        for place in [.hall, .rack(0)] as [Place] {
            let counts = last.timeline(.powerWatts, place, over: grid).map(\.count)
            #expect(counts[..<21].contains(72) && Set(counts[21..<51]) == [0] && counts[70] == 72)
        }
        #expect(last.events.first?.time == first.events.first?.time && last.events.count >= first.events.count)
        // What a copy takes of the second run are its own events.
        let row = try #require(reader.spans.last)
        let own = try #require(try reader.snapshot(of: row, slot: row.slots - 1))
        let earlier = own.events.filter { $0.time <= Demo.start + 50_000 }
        #expect(earlier.isEmpty)
    }

    /// The second hall has two more racks: old places have their past, new ones have none.
    @Test func aChangedHallKeepsItsPathsPast() throws {
        let path = Demo.path()
        for (gpus, laterMs) in [(72, 0), (216, 20_000)] as [(Int, Int64)] {
            let recorder = try Recorder(path, Demo.options(exact: false))
            Demo.play(slots: 20, observer: recorder, gpus: gpus, laterMs: laterMs)
            recorder.finish()
        }
        let reader = try RecordingReader(path, known: .standard)
        let before = try #require(try reader.moment(at: Demo.start + 20_000)).snapshot
        let after = try #require(try reader.moment(at: Demo.start + 40_000)).snapshot
        let topology = after.topology
        for gpu in [3, 71] {
            guard case .gpu(let then)? = before.topology.place(at: topology.path(.gpu(gpu))) else {
                Issue.record("\(topology.path(.gpu(gpu))) was not there")
                continue
            }
            let values = after.history(.powerWatts, gpu, slots: 40).prefix(20).map { "\($0)" }
            #expect(values == before.history(.powerWatts, then, slots: 20).map { "\($0)" })
        }
        #expect(!after.history(.powerWatts, 200, slots: 40).prefix(20).map(\.isNaN).contains(false))
        let racks = [0, 2].map { rack in
            after.timeline(
                .powerWatts, .rack(rack), over: TimeGrid(end: after.moment, spanMs: 40_000, columns: 4)
            ).map(\.count)
        }
        #expect(racks[0][1] > 0 && racks[0][3] > 0 && racks[1][1] == 0 && racks[1][3] > 0)
        #expect(after.column(.powerWatts, slotsAgo: 25).count == 216)
    }

    /// Two steps of a second each stand for one of two.
    @Test func slotsOfAnotherLengthStandWhereTheyEnded() throws {
        let path = Demo.path()
        let first = try Recorder(path, Demo.options(exact: false))
        Demo.play(slots: 20, observer: first, gpus: 72)
        first.finish()
        let second = try Recorder(path, Demo.options(exact: false)), hall = Demo.hall(72)
        let store = Store(
            topology: hall.topology, catalogue: .standard, targets: [], start: Demo.start + 20_000, stepMs: 2_000)
        store.observer = second
        for slot in 1...5 { _ = store.close(upTo: Demo.start + 20_600 + Int64(slot) * 2_000) }
        second.finish()
        let reader = try RecordingReader(path, known: .standard)
        let before = try #require(try reader.moment(at: Demo.start + 20_000)).snapshot
        let after = try #require(try reader.moment(at: Demo.start + 30_000)).snapshot
        #expect(after.stepMs == 2_000)
        let fine = before.history(.powerWatts, 7, slots: 10), coarse = after.history(.powerWatts, 7, slots: 10)
        #expect(coarse.prefix(5).map { "\($0)" } == [1, 3, 5, 7, 9].map { "\(fine[$0])" })
        #expect(!coarse.suffix(5).map(\.isNaN).contains(false))
    }
}
