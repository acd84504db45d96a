// In which order a CSV tells its racks: that of the floor it was made from. It knows which rack was told right behind which, and no place.

/// Pairs of racks that follow one another within a metric and a moment.
struct CSVRackOrder {
    static let pairLimit = 1 << 20

    private struct Pair: Hashable {
        let before: Int
        let behind: Int
    }

    private var pairs = Set<Pair>()
    private var last: (row: CSVRow, rack: Int)?

    mutating func note(_ row: CSVRow, rack: Int) {
        if let last, last.rack != rack, last.row.time == row.time, last.row.metric == row.metric,
            pairs.count < Self.pairLimit
        {
            pairs.insert(Pair(before: last.rack, behind: rack))
        }
        last = (row, rack)
    }

    /// All racks in an order that no line contradicts, else as they were given.
    ///
    /// - Parameter racks: numbers in their natural order, kept wherever the lines do not say otherwise.
    func order(_ racks: [Int]) -> [Int] {
        let rank = Dictionary(racks.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var before: [Int: [Int]] = [:]
        for pair in pairs { before[pair.behind, default: []].append(pair.before) }
        before = before.mapValues { $0.sorted { rank[$0, default: 0] < rank[$1, default: 0] } }
        var result: [Int] = [], done = Set<Int>(), open = Set<Int>()
        // How many of those before a rack have been seen to.
        var seen: [Int: Int] = [:]
        for first in racks where !done.contains(first) {
            // Who has to stand before it comes first; a chain may be as long as the hall.
            var stack = [first]
            while let rack = stack.last {
                open.insert(rack)
                let own = before[rack] ?? [], at = seen[rack, default: 0]
                guard at < own.count else {
                    stack.removeLast()
                    open.remove(rack)
                    done.insert(rack)
                    result.append(rack)
                    continue
                }
                seen[rack] = at + 1
                guard !done.contains(own[at]) else { continue }
                // The lines contradict one another.
                if open.contains(own[at]) { return racks }
                stack.append(own[at])
            }
        }
        return result
    }
}
