// Units of canonical values. How a number is spelled on a screen is the console's business.

/// The unit of a metric's canonical value.
public enum Unit: String, CaseIterable, Sendable {
    /// 0 to 1, shown in per cent.
    case ratio
    case watts, celsius, hertz, bytes, bytesPerSecond, seconds
    /// A plain number.
    case count
    /// A number that names something, such as an XID: never averaged.
    case code
    /// Bits that each mean something: never averaged.
    case bitmask

    /// As files spell it.
    public var spelling: String { self == .bytesPerSecond ? "bytes_per_second" : rawValue }
}
