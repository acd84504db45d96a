// A point in data time. It never asks a clock: whoever knows the time passes it in.

/// Milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// UTC, leap seconds not counted; negative before 1970.
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Earlier.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// The point `milliseconds` later; pages may carry any number as a time, so the ends of what a number can say are never passed.
    public static func + (left: Timestamp, milliseconds: Int64) -> Timestamp {
        let (sum, isOver) = left.milliseconds.addingReportingOverflow(milliseconds)
        return Timestamp(milliseconds: isOver ? milliseconds < 0 ? .min : .max : sum)
    }

    /// The point `milliseconds` earlier, within the same ends.
    public static func - (left: Timestamp, milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: left - Timestamp(milliseconds: milliseconds))
    }

    /// Milliseconds from `right` to `left`, as many as a number can say.
    public static func - (left: Timestamp, right: Timestamp) -> Int64 {
        let (rest, isOver) = left.milliseconds.subtractingReportingOverflow(right.milliseconds)
        return isOver ? left.milliseconds < 0 ? .min : .max : rest
    }
}
