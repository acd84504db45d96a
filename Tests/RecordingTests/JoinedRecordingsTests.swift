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
}
