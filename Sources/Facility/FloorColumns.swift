// Which column of its row each rack gets: no two the same, or one would hide the other on the floor plan.

/// The columns of one row, taken rack by rack.
struct FloorColumns {
    private let wanted: Set<Int>
    private var taken = Set<Int>()

    /// - Parameter wanted: what all racks of the row ask for.
    init(_ wanted: [Int]) { self.wanted = Set(wanted) }

    /// - Returns: the column asked for; where somebody stands already, the next one that nobody asks for.
    mutating func take(_ column: Int) -> Int {
        var free = column
        if taken.contains(column) { while taken.contains(free) || wanted.contains(free) { free += 1 } }
        taken.insert(free)
        return free
    }
}
