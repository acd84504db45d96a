// What goes from the core thread to the writer's, in order.

/// A slot, or what was said of the one before.
enum RecordedItem: Sendable {
    case tick(RecordedTick)
    /// Alarms at the end of a slot; made into bytes where it does not hold anybody up.
    case board(slot: Int, bytes: @Sendable () -> [UInt8])
}
