// The plan of the demo hall: rows A to H of 24 racks, 18 trays of 4 GPUs, filled in floor order.

/// Hosts of a synthetic NVL72 hall of any size.
public enum StandardHall {
    /// Rows are filled to this many before the next begins.
    public static let racksPerRow = 24
    /// Racks are filled to this many before the next begins.
    public static let traysPerRack = 18
    /// All trays but the last have this many.
    public static let gpusPerTray = 4

    /// - Parameter gpus: how many in all; the last tray takes what is left.
    /// - Returns: hosts `a01-c01` and so on, each with its place.
    public static func hosts(gpus: Int) -> [HostEntry] {
        var hosts: [HostEntry] = []
        var left = gpus
        var rack = 0
        while left > 0 {
            let row = rowName(rack / racksPerRow)
            let number = rack % racksPerRow + 1
            for tray in 1...traysPerRack where left > 0 {
                let name = "\(row.lowercased())\(two(number))-c\(two(tray))"
                hosts.append(
                    HostEntry(
                        name: name, place: HostPlace(row: row, rack: number, tray: tray), gpus: min(left, gpusPerTray)))
                left -= gpusPerTray
            }
            rack += 1
        }
        return hosts
    }

    /// The standard demo topology.
    public static func topology(gpus: Int) -> Topology {
        Topology(plan(gpus: gpus))
    }

    /// Hosts and what they share: a scalable unit and a power feed per eight racks, a cooling loop per four, a leaf switch
    /// per unit, a management switch per rack.
    public static func plan(gpus: Int) -> HallPlan {
        var plan = HallPlan(site: "demo", hall: "hall A")
        plan.hosts = hosts(gpus: gpus)
        plan.targetGPUs = gpus
        let perRack = traysPerRack * gpusPerTray
        for index in 0..<(gpus + perRack - 1) / perRack {
            let row = rowName(index / racksPerRow), number = index % racksPerRow + 1
            var rack = RackPlan(name: row + two(number), row: row, number: number)
            let unit = "\(row)\((number - 1) / 8 + 1)"
            rack.groups = [
                .unit: "SU-\(unit)", .feed: "PDU-\(unit)", .loop: "CDU-\(row)\((number - 1) / 4 + 1)",
                .leaf: "leaf-\(unit)", .management: "mgmt-\(rack.name)",
            ]
            plan.racks.append(rack)
        }
        return plan
    }

    /// A, B, ... Z, AA, AB, ...
    static func rowName(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : rowName(index / 26 - 1) + letter
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
