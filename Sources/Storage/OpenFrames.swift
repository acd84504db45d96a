// The frames of slots that are not closed yet: few, nearly always one. It makes none and closes none.

/// Frames by slot. Once it has held a few it allocates nothing.
struct OpenFrames {
    private var entries: [(slot: Int, frame: SlotFrame)] = []

    /// The one asked for last is asked for again.
    @inline(__always)
    subscript(slot: Int) -> SlotFrame? {
        for entry in entries.reversed() where entry.slot == slot { return entry.frame }
        return nil
    }

    mutating func add(_ frame: SlotFrame, slot: Int) { entries.append((slot, frame)) }

    /// Slots up to this one are open no longer.
    mutating func remove(upTo slot: Int) { entries.removeAll { $0.slot <= slot } }

    /// The same slots with other frames.
    mutating func replace(_ change: (SlotFrame) -> SlotFrame) {
        for index in entries.indices { entries[index].frame = change(entries[index].frame) }
    }
}
