// Racks that the sources put into one column of a row. The floor draws them side by side; here it is said.

extension InventoryMerge {
    /// One finding for each rack that can not stand where it should.
    static func crowded(_ plan: HallPlan) -> [Finding] {
        struct Standing: Hashable {
            let row: String
            let number: Int
            let name: String
            let column: Int
        }
        let known = Set(plan.racks.map(\.name))
        var standing = Set(
            plan.racks.map {
                Standing(row: $0.row, number: $0.number, name: $0.name, column: FloorBuilder.column($0.number, $0))
            })
        for place in plan.hosts.compactMap(\.place) where !known.contains(place.rackTitle) {
            standing.insert(
                Standing(
                    row: place.row, number: place.rack, name: place.rackTitle,
                    column: FloorBuilder.column(place.rack, nil)))
        }
        var findings: [Finding] = []
        for (row, racks) in Dictionary(grouping: standing, by: \.row).sorted(by: { $0.key < $1.key }) where row != "?" {
            let racks = racks.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
            var columns = FloorColumns(racks.map(\.column)), holders: [Int: String] = [:]
            for rack in racks {
                let column = columns.take(rack.column)
                if column == rack.column {
                    holders[column] = rack.name
                } else {
                    findings.append(
                        Finding(
                            .disagreement,
                            "racks \(holders[rack.column] ?? "?") and \(rack.name) both stand in column \(rack.column) of row \(row): \(rack.name) is drawn in column \(column); give one of them another number, or a gap"
                        ))
                }
            }
        }
        return findings
    }
}
