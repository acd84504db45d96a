// The key of a stored chunk: span, kind and number in one integer, so that a chunk is one look-up and a span one range.

/// Row id in the table `chunk`.
struct ChunkID {
    enum Kind: Int64, CaseIterable {
        /// The small states of a span, slot by slot.
        case state = 1
        /// One metric of all racks; the number is the metric.
        case track = 2
        /// One group of targets; the number is the group.
        case wire = 3
        /// Roll-ups of the hall per slot, all metrics.
        case hall = 4
        /// Roll-ups of racks, rows and hall of six metrics: 0 in steps of ten seconds, 1 of a minute.
        case rollUp = 5
        /// Boards of alarms, each with the slot from which on it held.
        case alerts = 6
    }

    static let numberLimit = 1 << 16

    let value: Int64

    init(span: Int64, kind: Kind, number: Int = 0) {
        value = span << 20 | kind.rawValue << 16 | Int64(number & (Self.numberLimit - 1))
    }

    init(value: Int64) { self.value = value }

    var span: Int64 { value >> 20 }
    var kind: Kind? { Kind(rawValue: value >> 16 & 15) }
    var number: Int { Int(value & 0xFFFF) }

    /// All chunks of a span.
    static func range(span: Int64) -> ClosedRange<Int64> { span << 20...(span << 20 | 0xFFFFF) }
}
