// How far one rack has come: what stands in it by plan, what is installed, what reports, and what has done so for a day without a fault.

/// Counts of one rack's GPUs.
public struct RackReadiness: Hashable, Sendable {
    static let figureCount = 4

    /// GPUs of its trays, whatever their life.
    public internal(set) var planned = 0
    /// Those whose trays stand in it.
    public internal(set) var installed = 0
    /// Those whose values count now.
    public internal(set) var reporting = 0
    /// Those seen for 24 h without a fault.
    public internal(set) var burntIn = 0

    init(planned: Int) { self.planned = planned }

    var figures: [Int] { [planned, installed, reporting, burntIn] }

    /// - Parameter figures: as many as `figureCount`.
    init(figures: ArraySlice<Int>) {
        let from = figures.startIndex
        (planned, installed, reporting, burntIn) = (
            figures[from], figures[from + 1], figures[from + 2], figures[from + 3]
        )
    }
}
