// From exact heat levels to the few steps that are drawn, with hysteresis so that noise sends no bytes.

/// The steps of a drawn heat map.
public enum HeatSteps {
    public static let count = 32

    /// The step of a level, 0 to 31.
    @inlinable public static func step(_ level: UInt8) -> Int { Int(level) >> 3 }

    /// The level that stands for a step.
    @inlinable public static func level(_ step: Int) -> UInt8 { UInt8(step * 255 / (count - 1)) }

    /// How far a level may leave its shown step before another is shown, in levels (a step is eight).
    public static let margin = 5

    /// The step to show for `level` when `shown` is on the screen: the old one while the level is near it.
    @inlinable public static func step(_ level: UInt8, shown: Int) -> Int {
        let low = shown * 8 - margin, high = shown * 8 + 7 + margin
        return Int(level) >= low && Int(level) <= high ? shown : step(level)
    }
}
