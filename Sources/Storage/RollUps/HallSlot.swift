// One slot of the hall's last hour: a roll-up per metric, kept long after its frame is gone.

/// The hall's roll-ups of one slot, by metric index.
struct HallSlot: Sendable {
    let slot: Int
    let rollUps: [RollUp]
}
