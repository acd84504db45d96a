// A recording cut or flipped anywhere: it opens or says why not, what is left of it is read, and the file itself is not touched.
// A few places by default; VIGIE_CUTS asks for as many as one likes, and for the whole of the tail.

import Foundation
import Telemetry
import Testing

@testable import Recording

struct CutTests {
    private static let asked = Int(ProcessInfo.processInfo.environment["VIGIE_CUTS"] ?? "")
    /// Random places.
    static let places = asked ?? 40
    /// Bytes of the tail that are missing one after the other: the last page if somebody asks.
    static let tail = asked == nil ? 24 : RecordingFile.pageSize
    static let slots = 25

    /// A small finished recording of three spans; what is there of its file is its first `count` bytes.
    private final class Torn {
        let path = Demo.path("torn.vigie")
        let bytes: [UInt8]

        init() throws {
            try Demo.record(to: path, slots: slots, options: Demo.options(exact: true, spanSlots: 10), gpus: 72)
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }

        deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

        func cut(to count: Int) throws {
            #expect(truncate(path, count) == 0)
        }

        func put(_ byte: UInt8, at offset: Int) throws {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: [byte])
            try file.close()
        }

        /// Slots that a check could see and parts that it found damaged; nil if the file could not be opened at all.
        func verdict(_ what: String) -> (slots: Int, damaged: Int)? {
            do {
                let report = try RecordingCheck.run(path, known: .standard)
                #expect(report.slots <= slots, "\(what)")
                return (report.slots, report.damaged.count)
            } catch let error as RecordingError {
                #expect(error.kind == .damaged || error.kind == .foreign, "\(what): \(error)")
                #expect(error.description.hasPrefix(path), "\(what): \(error)")
            } catch { Issue.record("\(what): \(error)") }
            return nil
        }

        /// Plays a moment in the middle as a viewer would.
        func look(_ what: String) {
            do {
                let reader = try RecordingReader(path, known: .standard)
                _ = try reader.moment(at: Demo.start + 15_000)?.snapshot.hallHistory(
                    .powerWatts, columns: 20, spanMs: 15_000)
            } catch let error as RecordingError {
                #expect(error.description.hasPrefix(path), "\(what): \(error)")
            } catch {
                Issue.record("\(what): \(error)")
            }
        }
    }

    @Test func everyByteOfTheTailMayBeMissing() throws {
        let torn = try Torn()
        #expect(try #require(torn.verdict("whole")) == (Self.slots, 0))
        for missing in 1...Self.tail {
            try torn.cut(to: torn.bytes.count - missing)
            let verdict = try #require(torn.verdict("\(missing) bytes missing"))
            #expect(verdict.damaged > 0, "\(missing) bytes missing")
            // The tail is one page: the list of spans is not on it.
            #expect(verdict.slots == Self.slots, "\(missing) bytes missing")
            torn.look("\(missing) bytes missing")
        }
    }

    @Test func aFileMayEndAnywhere() throws {
        let torn = try Torn()
        let cuts = (0..<Self.places).map { _ in Int.random(in: 0..<torn.bytes.count) }.sorted(by: >)
        var seen = 0
        for cut in cuts {
            try torn.cut(to: cut)
            seen += torn.verdict("cut at \(cut)")?.slots ?? 0
            torn.look("cut at \(cut)")
            #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: torn.path))) == Array(torn.bytes[..<cut]))
        }
        // Evenly spread cuts leave something of most.
        #expect(seen > 0)
    }

    @Test func aBitMayFlipAnywhere() throws {
        let torn = try Torn()
        for _ in 0..<Self.places {
            let at = Int.random(in: 0..<torn.bytes.count), bit = Int.random(in: 0..<8)
            try torn.put(torn.bytes[at] ^ 1 << bit, at: at)
            _ = torn.verdict("bit \(bit) of byte \(at)")
            torn.look("bit \(bit) of byte \(at)")
            try torn.put(torn.bytes[at], at: at)
        }
        #expect(try #require(torn.verdict("whole again")) == (Self.slots, 0))
    }

    /// What a check could see of a torn file a repair saves.
    @Test func whatIsLeftIsSaved() throws {
        let torn = try Torn()
        try torn.cut(to: torn.bytes.count * 9 / 10)
        let saved = Demo.path("saved.vigie")
        let (slots, faults) = try TrackRebuild.run(torn.path, to: saved, known: .standard)
        #expect(slots >= 10 && !faults.isEmpty)
        #expect(try RecordingCheck.run(saved, known: .standard).damaged == [])
    }
}
