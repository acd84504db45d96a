// The clock event mask in words. Source: NVIDIA DCGM dcgm_fields.h.

enum ClockEvents {
    static let reasons: [(bit: UInt32, words: String)] = [
        (0x1, "idle"), (0x2, "application clocks"), (0x4, "power cap"), (0x8, "HW slowdown"), (0x10, "sync boost"),
        (0x20, "SW thermal"), (0x40, "HW thermal"), (0x80, "HW power brake"), (0x100, "display"),
    ]

    /// The reasons that are set, or `fallback` if none is.
    static func words(_ bits: UInt32, else fallback: String) -> String {
        let set = reasons.filter { bits & $0.bit != 0 }.map(\.words)
        return set.isEmpty ? fallback : set.joined(separator: ", ")
    }
}
