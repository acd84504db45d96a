// One number of every entity, followed from slot to slot: only what was not foreseen is written (unsafe inside: moves columns in place).

/// Encoder and decoder of a column of whole numbers. Both sides see the same past, so they foresee the same.
struct StateColumn {
    /// What the next number is expected to be.
    enum Foresight: Equatable {
        /// The same.
        case still
        /// Moved on by as much as before.
        case moving
    }

    let foresight: Foresight
    private(set) var values: [Int64]
    private var motion: [Int64]

    init(count: Int, foresight: Foresight = .still) {
        self.foresight = foresight
        values = Array(repeating: 0, count: count)
        motion = foresight == .moving ? Array(repeating: 0, count: count) : []
    }

    /// Writes the exceptions of `next` and remembers it. Counts must agree.
    mutating func encode(_ next: [Int64], into writer: inout ByteWriter) {
        var exceptions = ByteWriter()
        var count = 0, last = 0
        for index in 0..<min(values.count, next.count) {
            let value = next[index]
            let expected = foresight == .moving ? values[index] &+ motion[index] : values[index]
            if value != expected {
                exceptions.put(index - last)
                exceptions.put(signed: value &- expected)
                last = index
                count += 1
            }
            if foresight == .moving { motion[index] = value &- values[index] }
            values[index] = value
        }
        writer.put(count)
        writer.put(raw: exceptions.bytes)
    }

    /// Moves on to the next slot. False if the bytes are none of ours; the column is of no use then.
    mutating func decode(_ reader: inout ByteReader) -> Bool {
        let isMoving = foresight == .moving
        return values.withUnsafeMutableBufferPointer { values in
            motion.withUnsafeMutableBufferPointer { motion in
                if isMoving { for index in values.indices { values[index] &+= motion[index] } }
                let count = reader.count()
                var index = 0
                for _ in 0..<count {
                    index &+= reader.integer()
                    let surprise = reader.signed()
                    guard reader.isValid, values.indices.contains(index) else { return false }
                    values[index] &+= surprise
                    if isMoving { motion[index] &+= surprise }
                }
                return reader.isValid
            }
        }
    }
}
