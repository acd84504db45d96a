// Small numbers for the entities and metrics of one page, so that what is known of each is an array and no dictionary.

/// Numbers 0, 1, 2… in the order of asking.
struct CellNumbers {
    /// Places of one host beside its tray: more than any host has.
    private static let places = 65
    /// One host: by metric and place.
    private var dense: [Int32]
    private var sparse: [Key: Int] = [:]
    private(set) var count = 0

    private struct Key: Hashable {
        let metric: Int, tray: Int, position: Int
    }

    init(hosts: Int, metrics: Int) { dense = hosts == 1 ? Array(repeating: -1, count: metrics * Self.places) : [] }

    /// - Parameter position: of a GPU in its tray; -1 for the tray itself.
    mutating func number(_ metric: Int, tray: Int, position: Int) -> Int {
        let place = metric * Self.places + position + 1
        if position + 1 < Self.places, place < dense.count {
            if dense[place] < 0 {
                dense[place] = Int32(count)
                count += 1
            }
            return Int(dense[place])
        }
        let key = Key(metric: metric, tray: tray, position: position)
        if let known = sparse[key] { return known }
        sparse[key] = count
        count += 1
        return count - 1
    }
}
