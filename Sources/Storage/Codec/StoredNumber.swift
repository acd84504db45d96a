// The two widths in which values are stored, and what the codec needs of them: bits, and a way through Double.

/// `Float` (tracks) or `Double` (the wire).
public protocol StoredNumber: BinaryFloatingPoint, Sendable {
    /// An unsigned integer of the same width.
    associatedtype Bits: FixedWidthInteger & UnsignedInteger & Sendable

    /// The bit pattern, NaN payloads included.
    var bits: Bits { get }
    /// The number with this bit pattern, NaN payloads included.
    init(bits: Bits)
    /// The nearest representable number.
    init(nearest value: Double)
    /// The same number as a Double, exact.
    var double: Double { get }
    /// Bits of the significand behind the point: 23 or 52.
    static var significandBits: Int { get }
    /// The code of the width in a block: 4 or 8 bytes.
    static var byteWidth: Int { get }
}

extension Float: StoredNumber {
    @inline(__always) public var bits: UInt32 { bitPattern }
    @inline(__always) public init(bits: UInt32) { self = Float(bitPattern: bits) }
    @inline(__always) public init(nearest value: Double) { self = Float(value) }
    @inline(__always) public var double: Double { Double(self) }
    @inline(__always) public static var significandBits: Int { 23 }
    public static var byteWidth: Int { 4 }
}

extension Double: StoredNumber {
    @inline(__always) public var bits: UInt64 { bitPattern }
    @inline(__always) public init(bits: UInt64) { self = Double(bitPattern: bits) }
    @inline(__always) public init(nearest value: Double) { self = value }
    @inline(__always) public var double: Double { self }
    @inline(__always) public static var significandBits: Int { 52 }
    public static var byteWidth: Int { 8 }
}
