// DCGM's numbers that mean "no number". Source: dcgm_structs.h.

/// Sentinels of GPU fields.
enum Blank {
    /// - Parameter value: as printed, before any unit factor.
    ///
    /// 64-bit blanks and the double blank (2^47) are far above any gauge's printed value; energy in millijoules passes 2^47 only
    /// after three years at full power, so counters are tested against the integer blanks alone.
    @inline(__always)
    static func isBlank(_ value: Double, counter: Bool) -> Bool {
        if value >= 9_223_372_036_854_774_784 { return true }
        if counter { return false }
        return (value >= 140_737_488_355_328 && value <= 140_737_488_355_332)
            || (value >= 2_147_483_632 && value <= 2_147_483_647)
    }
}
