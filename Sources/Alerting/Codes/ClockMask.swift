// The clock event mask as fixed columns, so that a list of masks can be read downwards. Source: NVIDIA DCGM dcgm_fields.h.

/// Reasons for clocks below the highest, one letter each.
public struct ClockMask: Hashable, Sendable {
    /// Idle, application clocks, power cap, HW slowdown, sync boost, SW thermal, HW thermal, power brake, display.
    static let columns: [(bit: UInt32, letter: Character)] = [
        (0x1, "I"), (0x2, "A"), (0x4, "P"), (0x8, "S"), (0x10, "B"), (0x20, "t"), (0x40, "T"), (0x80, "K"),
        (0x100, "D"),
    ]

    /// As DCGM reports it; bits beyond the nine columns are not shown.
    public let bits: UInt32
    /// Takes the mask as reported.
    public init(_ bits: UInt32) { self.bits = bits }

    /// `··PS···K·`
    public var letters: String { String(Self.columns.map { bits & $0.bit != 0 ? $0.letter : "·" }) }
}
