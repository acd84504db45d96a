// Parts that somebody edited and gave new checksums: they are named as damaged, and no reader ends over them.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct EditedRecordingTests {
    private static func recording() throws -> String {
        let path = Demo.path()
        try Demo.record(to: path, slots: 6, gpus: 72)
        return path
    }

    /// Puts other content into a chunk of the first span.
    private static func edit(_ path: String, _ kind: ChunkID.Kind, _ change: ([UInt8]) throws -> [UInt8]) throws {
        let database = try Database(path: path, writing: true), zstd = Zstd()
        defer { database.close() }
        let id = ChunkID(span: 1, kind: kind).value
        let read = try database.statement("SELECT bytes FROM chunk WHERE id = ?").bind(1, id)
        try #require(try read.step())
        let bytes = try #require(read.withBytes(0) { zstd.decompress($0) })
        read.reset()
        try database.statement("UPDATE chunk SET bytes = ? WHERE id = ?")
            .bind(1, zstd.compress(try change(bytes), level: 1)).bind(2, id).run()
    }

    /// Every part of a chunk of parts, changed.
    private static func parts(_ chunk: [UInt8], _ change: ([UInt8]) -> [UInt8]) throws -> [UInt8] {
        let parts = try #require(SpanWriter.parts(chunk))
        var writer = ByteWriter()
        writer.put(parts.count)
        for part in parts { writer.put(counted: change(part)) }
        return writer.bytes
    }

    private static func damaged(_ path: String) throws -> [String] {
        try RecordingCheck.run(path, known: .standard).damaged
    }

    /// A hundred targets with two million series each, in a column of ten bytes that says they are all zero.
    @Test(arguments: [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0] + Array(repeating: UInt8(0), count: 8)])
    func aColumnSaysHowLargeItIs(column: [UInt8]) throws {
        let path = try Self.recording()
        var writer = ByteWriter()
        for number in [1, 100, 256] { writer.put(number) }
        for target in 0..<100 {
            writer.put(target)
            writer.put(2)
            writer.put(raw: Array(repeating: 0, count: 256))
        }
        writer.put(1)
        writer.put(2_000_000)
        writer.put(counted: column)
        writer.put(0)
        #expect(WireChunk(writer.bytes, limit: .max)?.cohorts.first?.numberCount == 51_200_000_000)
        #expect(WireChunk(writer.bytes, limit: WireChunk.numberLimit) == nil)
        try Self.edit(path, .wire) { _ in writer.bytes }
        #expect(try Self.damaged(path).contains { $0.contains("the wire of group 0 is missing or damaged") })
    }

    /// As many values as two of them have in no number.
    @Test(arguments: [1 << 62 + 5, Int.max, -1, 1 << 41]) func foldsOfMoreValuesThanThereAreAreNone(count: Int) throws {
        let path = try Self.recording()
        try Self.edit(path, .hall) { chunk in
            try Self.parts(chunk) { part in
                var reader = ByteReader(part), writer = ByteWriter()
                let folds = (0..<reader.count()).map { _ in RollUp(&reader) }
                writer.put(folds.count)
                for fold in folds {
                    guard fold.count > 0 else {
                        writer.put(0)
                        continue
                    }
                    writer.put(count)
                    writer.put(bits: fold.min)
                    writer.put(bits: fold.max)
                    writer.put(bits: fold.sum)
                }
                return writer.bytes
            }
        }
        #expect(try Self.damaged(path).contains { $0.contains("the hall's roll-ups is missing or damaged") })
    }

    /// A target at a tray that the hall does not have, in a slot that is not the span's last.
    @Test(arguments: [Int64(1) << 40, 18, -2]) func targetsStandAtTraysOfTheHall(tray: Int64) throws {
        let path = try Self.recording()
        var slot = 0
        try Self.edit(path, .state) { chunk in
            try Self.parts(chunk) { part in
                defer { slot += 1 }
                // To that tray in the second slot, and back in the third.
                guard (1...2).contains(slot) else { return part }
                return Self.moved(part, by: slot == 1 ? tray : -tray)
            }
        }
        #expect(try Self.damaged(path).contains { $0.contains("the state of slot 1 is missing or damaged") })
        let reader = try RecordingReader(path, known: .standard), row = try #require(reader.spans.first)
        #expect(throws: RecordingError.self) { try reader.snapshot(of: row, slot: 1) }
        #expect(try reader.snapshot(of: row, slot: 0) != nil)
    }

    /// The first target's tray, which nothing else surprises in these slots.
    private static func moved(_ part: [UInt8], by surprise: Int64) -> [UInt8] {
        var reader = ByteReader(part), writer = ByteWriter()
        // The columns of GPUs and trays.
        for _ in 0..<7 {
            let count = reader.count()
            writer.put(count)
            for _ in 0..<count {
                writer.put(reader.integer())
                writer.put(signed: reader.signed())
            }
        }
        for _ in 0..<reader.count() {
            _ = reader.integer()
            _ = reader.signed()
        }
        writer.put(1)
        writer.put(0)
        writer.put(signed: surprise)
        return writer.bytes + part[reader.position...]
    }

    @Test func moreBytesThanWereWrittenAreNoNegativeNumber() throws {
        let path = try Self.recording()
        try Demo.change(path, "UPDATE span SET bytes = bytes - 94, wire_samples = wire_samples - 7, sum = NULL")
        let damaged = try Self.damaged(path)
        #expect(damaged.contains { $0.contains(" 94 bytes more than the ") }, "\(damaged)")
        #expect(damaged.contains { $0.contains("the wire, which has 7 more than ") }, "\(damaged)")
        #expect(!damaged.contains { $0.contains(": -") }, "\(damaged)")
    }
}
