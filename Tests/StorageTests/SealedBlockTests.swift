// Sealed blocks: what is read back is what was put in, whole or in part.

import Storage
import Telemetry
import Testing

/// Blocks as a whole: shape, selection, damage.
struct SealedBlockTests {
    static let chunks = [0..<5, 5..<8, 8..<20]
    static let slots = 30

    /// Values by column, entity and slot.
    static func value(_ column: Int, _ entity: Int, _ slot: Int) -> Float {
        switch column {
        case 0: Float(entity * 100 + slot * slot % 17) / 10
        // Stands still but for a jump now and then, each entity at its own slots.
        case 3: Float((slot + entity) / 11 * 123_457 % 9_973)
        case 1: slot == entity ? Absence.stale.float : Float(entity)
        default: slot < 10 ? 7 : Float(slot * 1_000_000 + entity)
        }
    }

    static func block() -> SealedBlock {
        let builder = BlockBuilder<Float>()
        let head = BlockHead(
            content: 3, epoch: 9, firstSlot: 120, start: Timestamp(milliseconds: 55_000), stepMs: 1_000, slots: slots)
        builder.begin(head, columns: [4, 11, 12, 15], chunks: chunks)
        for chunk in chunks {
            var rows: [[[Float]]] = []
            for column in 0..<4 {
                rows.append((0..<slots).map { slot in chunk.map { value(column, $0, slot) } })
            }
            add(builder, rows)
        }
        return builder.finish()!
    }

    private static func add(_ builder: BlockBuilder<Float>, _ rows: [[[Float]]]) {
        let width = rows[0][0].count
        let flat = rows.flatMap { $0.flatMap { $0 } }
        flat.withUnsafeBufferPointer { flat in
            let pointers = (0..<rows.count * slots).map { flat.baseAddress! + $0 * width }
            pointers.withUnsafeBufferPointer { pointers in
                builder.addTrackChunk(
                    rows: { UnsafeBufferPointer(rebasing: pointers[$0 * slots..<($0 + 1) * slots]) },
                    precision: { _ in .exact })
            }
        }
    }

    private func isWhole(_ block: SealedBlock) -> Bool {
        var series = [Float](repeating: 0, count: Self.slots), row = [Float](repeating: 0, count: 20)
        for column in 0..<4 {
            for entity in 0..<20 {
                guard block.read(column: column, entity: entity, into: &series) else { return false }
                for slot in 0..<Self.slots
                where series[slot].bitPattern != Self.value(column, entity, slot).bitPattern { return false }
            }
            for slot in 0..<Self.slots {
                guard block.read(column: column, slot: slot, into: &row) else { return false }
                for entity in 0..<20
                where row[entity].bitPattern != Self.value(column, entity, slot).bitPattern { return false }
            }
        }
        return true
    }

    @Test func everySeriesAndEverySlotCanBeReadAlone() {
        let block = Self.block()
        #expect(isWhole(block))
        #expect(block.head.epoch == 9 && block.head.slotRange == 120..<150 && block.columns == [4, 11, 12, 15])
        #expect(block.chunk(of: 7) == 1 && block.chunk(of: 20) == nil)
        var none: Float = 0
        #expect(!block.read(column: 4, entity: 0, into: &none))
    }

    @Test func everyTruncationIsDetected() {
        let bytes = Array(Self.block().bytes)
        for count in 0..<bytes.count {
            let cut = Array(bytes.prefix(count))
            #expect(throws: BlockFault.self) {
                try cut.withUnsafeBytes { _ = try SealedBlock(copying: $0, verifying: true) }
            }
        }
    }

    @Test func everyFlippedBitIsDetectedOrHarmless() {
        let bytes = Array(Self.block().bytes)
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            let read = damaged.withUnsafeBytes { try? SealedBlock(copying: $0, verifying: true) }
            if let read { #expect(isWhole(read), "bit \(bit)") }
        }
    }

    /// With a forged checksum nothing is promised but that reading ends, inside its own memory.
    @Test func unverifiedDamageIsReadWithoutHarm() {
        let bytes = Array(Self.block().bytes)
        var random = ColumnCodecTests.Random(state: 3)
        for _ in 0..<20_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                damaged[Int.random(in: 64..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let block = damaged.withUnsafeBytes({ try? SealedBlock(copying: $0) }) else { continue }
            var values = [Float](repeating: 0, count: Self.slots * 20)
            for chunk in block.chunks.indices {
                for column in 0..<4 { _ = block.read(column: column, chunk: chunk, into: &values) }
            }
            for slot in 0..<Self.slots {
                for column in 0..<4 { _ = block.read(column: column, slot: slot, into: &values) }
            }
        }
    }
}
