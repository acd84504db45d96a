// One number of every entity, followed from slot to slot: only what was not foreseen is written.

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
    /// The numbers as they were at the slot of their last surprise. What went as foreseen since then is not touched.
    private var written: [Int64]
    private var motion: [Int64]
    /// The slot of that surprise.
    private var since: [Int32]
    private var slot: Int32 = 0

    init(count: Int, foresight: Foresight = .still) {
        self.foresight = foresight
        written = Array(repeating: 0, count: count)
        motion = foresight == .moving ? Array(repeating: 0, count: count) : []
        since = foresight == .moving ? Array(repeating: 0, count: count) : []
    }

    /// Entities.
    var count: Int { written.count }

    /// One entity's number now.
    subscript(index: Int) -> Int64 {
        foresight == .still ? written[index] : written[index] &+ motion[index] &* Int64(slot &- since[index])
    }

    /// All numbers now. Of a moving column they are made anew at each call.
    var values: [Int64] { foresight == .still ? written : written.indices.map { self[$0] } }

    /// Whether all numbers of a still column lie in a range.
    func stays(within range: Range<Int64>) -> Bool {
        written.allSatisfy { range.contains($0) }
    }

    /// Writes the exceptions of `next` and remembers it. Counts must agree.
    mutating func encode(_ next: [Int64], into writer: inout ByteWriter) {
        var exceptions = ByteWriter()
        var count = 0, last = 0
        slot &+= 1
        for index in 0..<min(written.count, next.count) {
            let value = next[index], expected = self[index]
            guard value != expected else { continue }
            exceptions.put(index - last)
            exceptions.put(signed: value &- expected)
            last = index
            count += 1
            change(index, by: value &- expected)
        }
        writer.put(count)
        writer.put(raw: exceptions.bytes)
    }

    /// Moves on to the next slot, in a time that grows with the exceptions alone. False if the bytes are none of ours; the column is of
    /// no use then.
    mutating func decode(_ reader: inout ByteReader) -> Bool {
        slot &+= 1
        var index = 0
        let isMoving = foresight == .moving
        for _ in 0..<reader.count() {
            index &+= reader.integer()
            let surprise = reader.signed()
            guard index >= 0, index < written.count else { return false }
            if isMoving { move(index, by: surprise) } else { written[index] &+= surprise }
        }
        return reader.isValid
    }

    /// What was foreseen for this slot, and this much more; from here on it moves by that.
    private mutating func change(_ index: Int, by surprise: Int64) {
        if foresight == .moving { move(index, by: surprise) } else { written[index] &+= surprise }
    }

    @inline(__always)
    private mutating func move(_ index: Int, by surprise: Int64) {
        written[index] &+= motion[index] &* Int64(slot &- since[index]) &+ surprise
        motion[index] &+= surprise
        since[index] = slot
    }
}
