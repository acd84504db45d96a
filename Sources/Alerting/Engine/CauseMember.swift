// A firing instance as the grouping sees it.

import Facility

/// Entity, rule and time of one firing instance.
struct CauseMember {
    let rule: Int
    /// GPU index, or -1 for a tray as a whole.
    let gpu: Int32
    let tray: Int32
    let sinceMs: Int64
    /// As in `Instance`.
    let doubtMs: Int64
    let value: Float
    /// What it was when it began.
    let firstValue: Float
    let isHeld: Bool
    /// As in `Instance`.
    var lastHeldMs = Int64.max
    /// The alarm it was part of last, 0 if none.
    let alarm: Int
    /// GPUs it stands for, at least 1.
    let weight: Int
    /// The alarm of the silence that it goes on from, 0 if none.
    var predecessor = 0

    /// By which the first in time is first: of those found at once, whoever may have begun earlier.
    var order: (Int64, Int64, Int32, Int32) { (sinceMs, sinceMs - possiblyEarlierMs, tray, gpu) }

    /// How much earlier than it shows it may have begun, where that is known.
    var possiblyEarlierMs: Int64 { doubtMs == .max ? 0 : doubtMs }

    /// The GPU itself, or its tray as a whole.
    var place: Place { gpu >= 0 ? .gpu(Int(gpu)) : .tray(Int(tray)) }
}
