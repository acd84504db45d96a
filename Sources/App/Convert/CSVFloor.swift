// A floor made of the places that a CSV names: racks in the order in which it tells them, hosts named by their paths, as no line says who
// they are.

import Facility

enum CSVFloor {
    /// A rack's name as row and number, `A01`, where it can be read so.
    private struct Name {
        let row: String
        let number: Int?

        init(_ text: String) {
            let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
            let head = String(text.dropLast(digits))
            row = head.isEmpty ? text : head
            number = (1...6).contains(digits) ? Int(text.suffix(digits)) : nil
        }
    }

    /// Where a rack stands.
    private struct Stand {
        let row: String
        let number: Int
    }

    static func topology(_ places: CSVPlaces, _ order: CSVRackOrder) -> Topology {
        let racks = order.order(natural(places.racks))
        let (stands, rows) = stands(racks, places.racks)
        var gpus: [String: Int] = [:], trays: [(rack: Int, place: CSVPlace)] = []
        for (number, place) in places.all.enumerated() {
            if gpus[place.trayPath] == nil { trays.append((places.rackOf[number], place)) }
            gpus[place.trayPath] = max(gpus[place.trayPath] ?? 0, (place.gpu ?? -1) + 1)
        }
        var plan = HallPlan(site: "", hall: "recorded")
        plan.rows = rows.map { RowPlan(name: $0) }
        plan.hosts = trays.map { rack, place in
            let stand = stands[rack]
            var at = HostPlace(row: stand.row, rack: stand.number, tray: place.tray)
            if at.rackTitle != place.rack { at.rackName = place.rack }
            return HostEntry(name: place.trayPath, place: at, gpus: gpus[place.trayPath]!)
        }
        return Topology(plan)
    }

    /// Rows as a floor without a plan has them, racks by number, row `?` last.
    private static func natural(_ names: [String]) -> [Int] {
        let keys = names.map { text -> (Int, Int, String, Int, String) in
            let name = Name(text)
            return (name.row == "?" ? 1 : 0, name.row.count, name.row, name.number ?? 0, text)
        }
        return names.indices.sorted { keys[$0] < keys[$1] }
    }

    /// - Parameter racks: numbers in floor order.
    /// - Returns: by number of the rack where it stands, and the rows in their order.
    private static func stands(_ racks: [Int], _ names: [String]) -> ([Stand], rows: [String]) {
        let parsed = names.map { Name($0) }
        var rows: [String] = [], members: [String: [Int]] = [:], isTorn = false
        for rack in racks {
            let row = parsed[rack].row
            if members[row] == nil { rows.append(row) } else if rows.last != row { isTorn = true }
            members[row, default: []].append(rack)
        }
        // Racks of one beginning do not stand together: their names say nothing of rows.
        if isTorn { (rows, members) = (["1"], ["1": racks]) }
        var stands = names.map { _ in Stand(row: "", number: 0) }
        for row in rows {
            let own = members[row]!, numbers = own.compactMap { parsed[$0].number }
            let isRising = numbers.count == own.count && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
            for (index, rack) in own.enumerated() {
                stands[rack] = Stand(row: row, number: isRising && !isTorn ? numbers[index] : index + 1)
            }
        }
        return (stands, rows)
    }
}
