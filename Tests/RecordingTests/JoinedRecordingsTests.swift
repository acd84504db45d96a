// Several recordings as one history: a gap between two files is a gap, and a gap in one is filled by the other.

import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct JoinedRecordingsTests {
    /// Two recordings of 20 s, the second so much later; and the snapshots of the first.
    private static func files(apartMs: Int64) throws -> [String] {
        let paths = [Demo.path("one.vigie"), Demo.path("two.vigie")]
        for (path, offset) in zip(paths, [0, apartMs]) {
            let recorder = try Recorder(path, Demo.options(exact: false))
            Demo.play(slots: 20, observer: recorder, gpus: 72, laterMs: offset)
            recorder.finish()
        }
        return paths
    }

    @Test func aGapBetweenFilesIsAGap() throws {
        let paths = try Self.files(apartMs: 3_600_000)
        for order in [paths, paths.reversed()] {
            let set = try RecordingSet(order)
            let inside = try #require(try set.moment(at: Demo.start + 600_000))
            #expect(inside.gap?.from == Demo.start + 20_000 && inside.gap?.to == Demo.start + 3_600_000)
            #expect(inside.gapWords == "gap: nothing recorded 00:00:20-01:00:00")
            #expect(inside.snapshot.moment == Demo.start + 600_000)
            // The clock goes on in it.
            #expect(set.key(at: Demo.start + 600_000) != set.key(at: Demo.start + 601_000))
            #expect(set.key(at: Demo.start + 10_000) != set.key(at: Demo.start + 600_000))
            for at in [10_000, 20_000, 3_601_000, 3_620_000] as [Int64] {
                let moment = try #require(try set.moment(at: Demo.start + at))
                #expect(moment.gap == nil && moment.snapshot.moment == Demo.start + at)
            }
        }
    }

    /// Of two recorders that ran together one failed for a while.
    @Test func whatOneFileMissesAnotherHas() throws {
        let paths = try Self.files(apartMs: 60_000)
        let whole = Demo.path("whole.vigie")
        try Demo.record(to: whole, slots: 80, options: Demo.options(exact: false), gpus: 72)
        let set = try RecordingSet([whole, paths[0], paths[1]])
        let moment = try #require(try set.moment(at: Demo.start + 40_000))
        #expect(moment.gap == nil && moment.snapshot.moment == Demo.start + 40_000)
        #expect(set.grain(at: Demo.start + 40_000).gap == nil)
    }

    /// The others are shown, and what can not be read is told; where all must be read it ends.
    @Test func aBadFileAmongSeveralStopsNobody() throws {
        let paths = try Self.files(apartMs: 60_000), bad = Demo.path("bad.vigie")
        try Data("SQLite format 3\0 and nothing else".utf8).write(to: URL(fileURLWithPath: bad))
        let set = try RecordingSet([paths[0], bad, paths[1]], isForgiving: true)
        #expect(set.readers.count == 2 && set.faults.count == 1 && set.faults[0].hasPrefix(bad), "\(set.faults)")
        #expect(try set.moment(at: Demo.start + 70_000)?.gap == nil)
        #expect(throws: UserError.self) { try RecordingSet([paths[0], bad]) }
        #expect(throws: UserError.self) { try RecordingSet([bad, bad], isForgiving: true) }
    }

    /// The older file runs on under the newer one: its events there are on no screen.
    @Test func theNextEventIsOneThatIsShown() throws {
        let paths = [Demo.path("old.vigie"), Demo.path("new.vigie")]
        try Demo.record(to: paths[0], slots: 60, options: Demo.options(exact: false))
        let recorder = try Recorder(paths[1], Demo.options(exact: false))
        Demo.play(slots: 30, observer: recorder, gpus: 72, laterMs: 30_000)
        recorder.finish()
        let set = try RecordingSet(paths), old = set.readers[0]
        var covered = 0, time = Demo.start
        while let next = try old.nextEvent(after: time) {
            covered += set.isShown(old, at: next) ? 0 : 1
            time = next
        }
        try #require(covered > 0, "the newer file hides events of the older")
        time = Demo.start
        var forth: [Timestamp] = [], back: [Timestamp] = []
        while let next = set.nextEvent(after: time) { (forth, time) = (forth + [next], next) }
        time = Demo.start + 120_000
        while let last = set.previousEvent(before: time) { (back, time) = ([last] + back, last) }
        #expect(forth == back && !forth.isEmpty)
        for moment in forth {
            let reader = try #require(set.readers.first { set.isShown($0, at: moment) })
            #expect(try reader.nextEvent(after: moment - 1) == moment)
        }
    }

    /// A follower of a file that is gone is told so, and not that its recorder may be dead.
    @Test func aFileThatLostItsNameIsTold() throws {
        let paths = try Self.files(apartMs: 60_000), set = try RecordingSet([paths[0]])
        #expect(set.loss == nil)
        try FileManager.default.removeItem(atPath: paths[0])
        #expect(set.loss == "the file was deleted or moved")
        try FileManager.default.moveItem(atPath: paths[1], toPath: paths[0])
        #expect(set.loss?.hasPrefix("another file has its name") == true)
    }
}
