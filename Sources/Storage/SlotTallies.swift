// What came in for each of the newest slots: the stream's own rates.

/// Samples and bytes by slot, for a bounded number of slots.
struct SlotTallies {
    private struct Tally {
        var slot = -1
        var samples = 0
        var bytes = 0
        /// Pages of which nobody kept how large they were.
        var unsized = 0
    }

    /// More slots than any rate looks back over, and than samples may be ahead.
    private static let count = 256
    private var tallies = [Tally](repeating: Tally(), count: count)

    mutating func add(samples: Int, bytes: Int?, slot: Int) {
        let place = slot & (Self.count - 1)
        if tallies[place].slot != slot { tallies[place] = Tally(slot: slot) }
        tallies[place].samples += samples
        tallies[place].bytes += bytes ?? 0
        if bytes == nil { tallies[place].unsized += 1 }
    }

    /// Both summed over slots, at most 200 of them; nil for bytes that not all pages have.
    func sum(_ slots: ClosedRange<Int>) -> (samples: Int, bytes: Int?) {
        var sum = (samples: 0, bytes: 0), isWhole = true
        for slot in slots where tallies[slot & (Self.count - 1)].slot == slot {
            sum.samples += tallies[slot & (Self.count - 1)].samples
            sum.bytes += tallies[slot & (Self.count - 1)].bytes
            if tallies[slot & (Self.count - 1)].unsized > 0 { isWhole = false }
        }
        return (sum.samples, isWhole ? sum.bytes : nil)
    }
}
