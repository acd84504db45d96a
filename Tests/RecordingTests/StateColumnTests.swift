// Columns of numbers that are followed from slot to slot: what comes out is what went in, whatever was foreseen.

import Testing

@testable import Recording

struct StateColumnTests {
    @Test(arguments: [StateColumn.Foresight.still, .moving]) func comesOutAsItWentIn(_ foresight: StateColumn.Foresight)
    {
        var random = SystemRandomNumberGenerator()
        let count = 40
        var numbers = (0..<count).map { _ in Int64.random(in: -1_000...1_000, using: &random) }
        var steps = (0..<count).map { _ in Int64.random(in: -3...3, using: &random) }
        var writer = StateColumn(count: count, foresight: foresight)
        var reader = StateColumn(count: count, foresight: foresight)
        for slot in 0..<200 {
            for index in 0..<count {
                // Long runs of the foreseen, then jumps, turns and the ends of the range.
                switch Int.random(in: 0..<60, using: &random) {
                case 0: steps[index] = Int64.random(in: -9...9, using: &random)
                case 1: numbers[index] = [.min, .max, 0, -1].randomElement(using: &random)!
                default: break
                }
                numbers[index] &+= steps[index]
            }
            var bytes = ByteWriter()
            writer.encode(numbers, into: &bytes)
            var source = ByteReader(bytes.bytes)
            #expect(reader.decode(&source) && source.isAtEnd)
            #expect(reader.values == numbers && writer.values == numbers, "slot \(slot)")
            #expect((0..<count).allSatisfy { reader[$0] == numbers[$0] })
        }
    }

    @Test func damageIsRefused() {
        var bytes = ByteWriter()
        bytes.put(1)
        bytes.put(40)
        bytes.put(signed: 1)
        var column = StateColumn(count: 40)
        var source = ByteReader(bytes.bytes)
        let taken = column.decode(&source)
        #expect(!taken)
    }
}
