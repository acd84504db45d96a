// From exact heat levels to the few steps that are drawn, with hysteresis so that noise sends no bytes.

/// The steps of a drawn heat map.
public enum HeatSteps {
    /// Steps told apart by default.
    public static let count = 32
    /// Over a thin line: a quarter of the steps, and so a quarter of the changes.
    public static let coarseCount = 8

    /// The step of a level, 0 to `count` - 1. `count` is a power of two up to 256.
    @inlinable public static func step(_ level: UInt8, of count: Int = count) -> Int { (Int(level) * count) >> 8 }

    /// The level that stands for a step.
    @inlinable public static func level(_ step: Int, of count: Int = count) -> UInt8 {
        UInt8(max(0, min(255, step * 255 / (count - 1))))
    }

    /// The step to show for `level` when `shown` is on the screen: the old one while the level is within five eighths of
    /// a step of it.
    @inlinable public static func step(_ level: UInt8, shown: Int, of count: Int = count) -> Int {
        let width = 256 / count
        let margin = width * 5 / 8
        let low = shown * width - margin, high = shown * width + width - 1 + margin
        return Int(level) >= low && Int(level) <= high ? shown : step(level, of: count)
    }
}
