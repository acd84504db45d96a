// Puts hosts and racks into floor order, once, for a new topology. Nothing is left out: who has no place stands in row `?`.

/// The dense arrays of a topology in the making.
struct FloorBuilder {
    static let traysPerUnplacedRack = 18
    /// Columns of the floor plan that a mistyped number may ask for.
    static let columnLimit = 4_096

    private(set) var rows: [Row] = []
    private(set) var racks: [Rack] = []
    private(set) var trays: [Tray] = []
    private(set) var trayOfGPU: [Int32] = []

    /// Where a rack stands, as a key for sorting and finding.
    private struct RackKey: Hashable {
        let row: String
        let number: Int
        let name: String
    }

    init(_ plan: HallPlan) {
        var hostsOfRack: [RackKey: [HostEntry]] = [:]
        for host in Self.placed(plan.hosts) {
            let place = host.place!
            hostsOfRack[RackKey(row: place.row, number: place.rack, name: place.rackTitle), default: []].append(host)
        }
        var plans: [RackKey: RackPlan] = [:]
        for rack in plan.racks { plans[RackKey(row: rack.row, number: rack.number, name: rack.name)] = rack }
        let order = Dictionary(plan.rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Rows in the order of the plan, the others by name, row `?` last, whatever its place in the alphabet.
        func rank(_ row: String) -> (Int, Int, Int, String) {
            (row == "?" ? 1 : 0, order[row] ?? .max, row.count, row)
        }
        let keys = Set(plans.keys).union(hostsOfRack.keys).sorted { left, right in
            if left.row != right.row { return rank(left.row) < rank(right.row) }
            return (left.number, left.name) < (right.number, right.name)
        }
        var index = 0
        while index < keys.count {
            let name = keys[index].row
            let start = (racks.count, trays.count, trayOfGPU.count)
            let members = keys[index...].prefix { $0.row == name }
            var columns = FloorColumns(members.map { Self.column($0.number, plans[$0]) })
            while index < keys.count, keys[index].row == name {
                let key = keys[index], column = columns.take(Self.column(key.number, plans[key]))
                add(key.name, key.number, column, plans[key], hostsOfRack[key] ?? [])
                index += 1
            }
            let rowPlan = order[name].map { plan.rows[$0] }
            if rowPlan?.isMirrored == true { mirror(racksFrom: start.0) }
            rows.append(
                Row(
                    name: name, racks: start.0..<racks.count, trays: start.1..<trays.count,
                    gpus: start.2..<trayOfGPU.count, aisle: rowPlan?.aisle))
        }
    }

    /// Where a rack wants to stand.
    static func column(_ number: Int, _ plan: RackPlan?) -> Int {
        min(columnLimit, max(1, plan?.column ?? number))
    }

    private mutating func add(_ name: String, _ number: Int, _ column: Int, _ plan: RackPlan?, _ hosts: [HostEntry]) {
        let start = (trays.count, trayOfGPU.count)
        for host in hosts.sorted(by: { $0.place!.tray < $1.place!.tray }) {
            let first = trayOfGPU.count
            trayOfGPU.append(contentsOf: repeatElement(Int32(trays.count), count: max(0, host.gpus)))
            let rackIsOut = plan?.life.isPlannedOut == true && !host.life.isPlannedOut
            trays.append(
                Tray(
                    host: host.name, rack: racks.count, number: host.place!.tray, gpus: first..<trayOfGPU.count,
                    life: rackIsOut ? plan!.life : host.life, isExpected: host.isExpected, source: host.source,
                    conflict: host.conflict))
        }
        racks.append(
            Rack(
                name: name, row: rows.count, number: number,
                column: column, trays: start.0..<trays.count,
                gpus: start.1..<trayOfGPU.count, template: plan?.template ?? RackTemplate.standardName,
                life: plan?.life ?? .production))
    }

    private mutating func mirror(racksFrom first: Int) {
        let width = racks[first...].map(\.column).max() ?? 0
        for index in first..<racks.count {
            let rack = racks[index]
            racks[index] = Rack(
                name: rack.name, row: rack.row, number: rack.number, column: width + 1 - rack.column,
                trays: rack.trays, gpus: rack.gpus, template: rack.template, life: rack.life)
        }
    }

    /// Every host once and with a place: doubles and the homeless go to row `?`.
    private static func placed(_ hosts: [HostEntry]) -> [HostEntry] {
        var taken = Set<HostPlace>(), names = Set<String>()
        var placed: [HostEntry] = [], homeless: [HostEntry] = []
        for host in hosts where names.insert(host.name).inserted {
            if let place = host.place, taken.insert(place).inserted {
                placed.append(host)
            } else {
                homeless.append(host)
            }
        }
        homeless.sort { $0.name < $1.name }
        for (index, host) in homeless.enumerated() {
            var moved = host
            moved.place = HostPlace(
                row: "?", rack: index / traysPerUnplacedRack + 1, tray: index % traysPerUnplacedRack + 1)
            placed.append(moved)
        }
        return placed
    }

    /// Groups of racks, with the trays that differ from their rack moved to where they belong.
    func groups(_ plan: HallPlan) -> [Group] {
        struct Key: Hashable {
            let kind: GroupKind
            let name: String
        }
        let byName = Dictionary(plan.racks.map { ($0.name, $0.groups) }, uniquingKeysWith: { first, _ in first })
        var members: [Key: [Int]] = [:]
        for rack in racks {
            let shared = byName[rack.name] ?? [:]
            // Nearly always a rack belongs somewhere as a whole.
            var alike: [Int] = []
            for tray in rack.trays {
                guard let own = plan.groupsOfHost[trays[tray].host] else {
                    alike.append(tray)
                    continue
                }
                for (kind, name) in shared.merging(own, uniquingKeysWith: { $1 }) {
                    members[Key(kind: kind, name: name), default: []].append(tray)
                }
            }
            for (kind, name) in shared where !alike.isEmpty {
                members[Key(kind: kind, name: name), default: []] += alike
            }
        }
        return members.keys.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }.map { key in
            let trays = members[key]!.sorted()
            return Group(
                kind: key.kind, name: key.name, trays: trays, racks: Set(trays.map { self.trays[$0].rack }).sorted())
        }
    }
}
