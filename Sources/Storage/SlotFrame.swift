// All values of one slot in one block of memory (unsafe inside: written by the core thread alone until its slot is closed,
// immutable from then on, so that any thread may read it).

import Telemetry

/// One slot's Float32 values in `FrameLayout` order.
public final class SlotFrame: @unchecked Sendable {
    /// Marks an offset that no sample has touched. Never leaves the store: closing a slot replaces it.
    static let untouched = Float(bitPattern: 0x7FC0_00FF)

    /// A slot's number where a frame holds times: one more, as bits, so that 0 is never.
    @inline(__always)
    static func stamp(_ slot: Int) -> Float { Float(bitPattern: UInt32(truncatingIfNeeded: slot &+ 1)) }

    /// The slot of a stamp, nil if it is none.
    @inline(__always)
    static func slot(_ stamp: Float) -> Int? { stamp.bitPattern == 0 ? nil : Int(stamp.bitPattern) - 1 }

    let base: UnsafeMutablePointer<Float>
    /// Values in the frame: states of GPUs and trays, then one column after the other.
    public let count: Int

    init(count: Int) {
        self.count = count
        base = .allocate(capacity: Swift.max(1, count))
    }

    /// All values, in `FrameLayout` order.
    public var values: UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: base, count: count) }

    deinit { base.deallocate() }

    func fill(_ value: Float) { base.update(repeating: value, count: count) }

    func copy(_ other: SlotFrame) { base.update(from: other.base, count: Swift.min(count, other.count)) }

    /// Out-of-range offsets read as missing.
    @inline(__always)
    public subscript(offset: Int) -> Float {
        offset >= 0 && offset < count ? base[offset] : Absence.missing.float
    }
}
