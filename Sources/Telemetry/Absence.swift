// The reserved NaN patterns that say why there is no number. A real NaN that an exporter sends is none of these.

/// Why a value is not a number. Unknown is not zero.
public enum Absence: UInt32, Sendable {
    /// No sample reached us for this moment.
    case missing = 0x7FC0_0001
    /// The series was there and vanished from a fresh page.
    case stale = 0x7FC0_0002
    /// The exporter sent one of its "no value" codes.
    case notAvailable = 0x7FC0_0003

    /// The pattern as stored in a plane.
    @inlinable public var float: Float { Float(bitPattern: rawValue) }

    /// The pattern as carried by a batch.
    @inlinable public var double: Double { Double(bitPattern: 0x7FF8_0000_0000_0000 | UInt64(rawValue & 0xFF)) }

    /// The reason behind a stored value, nil if it is a number (or an exporter's own NaN).
    public init?(_ value: Float) { self.init(rawValue: value.bitPattern) }

    /// The reason behind a batch's value, nil if it is a number (or an exporter's own NaN).
    public init?(_ value: Double) {
        guard value.isNaN, value.bitPattern & ~0xFF == 0x7FF8_0000_0000_0000 else { return nil }
        self.init(rawValue: 0x7FC0_0000 | UInt32(value.bitPattern & 0xFF))
    }
}
