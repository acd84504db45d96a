// The hall as numbered places: every kind dense and in floor order, so that what belongs together is one range.
// It knows no values, no time and no targets. Immutable: a changed inventory is a new topology.

/// Site, hall, rows, racks, trays and GPUs of one epoch.
public final class Topology: Sendable {
    public let site: String
    public let hall: String
    public let rows: [Row]
    public let racks: [Rack]
    public let trays: [Tray]
    public let gpuCount: Int
    /// Tray index of each GPU.
    public let trayOfGPU: [Int32]
    /// Highest rack number of any row: the floor plan's width in racks.
    public let columns: Int
    public let template: RackTemplate
    private let trayByHost: [String: Int]

    /// - Parameter hosts: in any order. Hosts without a place fill racks of row `?`, 18 a rack, by name.
    ///   Of two hosts that claim one place the later moves to row `?`.
    public init(site: String, hall: String, hosts: [HostEntry], template: RackTemplate = .nvl72) {
        let placed = Self.place(hosts)
        var rows: [Row] = [], racks: [Rack] = [], trays: [Tray] = []
        var trayOfGPU: [Int32] = []
        var index = 0
        while index < placed.count {
            let rowName = placed[index].place.row
            let rowStart = (racks.count, trays.count, trayOfGPU.count)
            while index < placed.count, placed[index].place.row == rowName {
                let number = placed[index].place.rack
                let rackStart = (trays.count, trayOfGPU.count)
                while index < placed.count, placed[index].place.row == rowName, placed[index].place.rack == number {
                    let start = trayOfGPU.count
                    trayOfGPU.append(contentsOf: repeatElement(Int32(trays.count), count: placed[index].gpus))
                    trays.append(
                        Tray(
                            host: placed[index].name, rack: racks.count, number: placed[index].place.tray,
                            gpus: start..<trayOfGPU.count))
                    index += 1
                }
                let name = rowName + (number < 10 ? "0" : "") + "\(number)"
                racks.append(
                    Rack(
                        name: name, row: rows.count, number: number, trays: rackStart.0..<trays.count,
                        gpus: rackStart.1..<trayOfGPU.count))
            }
            rows.append(
                Row(
                    name: rowName, racks: rowStart.0..<racks.count, trays: rowStart.1..<trays.count,
                    gpus: rowStart.2..<trayOfGPU.count))
        }
        self.site = site
        self.hall = hall
        self.rows = rows
        self.racks = racks
        self.trays = trays
        self.trayOfGPU = trayOfGPU
        self.template = template
        gpuCount = trayOfGPU.count
        columns = racks.map(\.number).max() ?? 0
        trayByHost = Dictionary(trays.enumerated().map { ($1.host, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The tray of this host, nil if the topology has none.
    public func tray(ofHost host: String) -> Int? { trayByHost[host] }

    /// `B17`
    public func rack(named name: String) -> Int? { racks.firstIndex { $0.name == name.uppercased() } }

    private struct Placed {
        let name: String
        let place: HostPlace
        let gpus: Int
    }

    private static func place(_ hosts: [HostEntry]) -> [Placed] {
        var taken = Set<HostPlace>()
        var names = Set<String>()
        var placed: [Placed] = [], homeless: [HostEntry] = []
        for host in hosts where names.insert(host.name).inserted {
            if let place = host.place, taken.insert(place).inserted {
                placed.append(Placed(name: host.name, place: place, gpus: host.gpus))
            } else {
                homeless.append(host)
            }
        }
        homeless.sort { $0.name < $1.name }
        for (index, host) in homeless.enumerated() {
            let place = HostPlace(row: "?", rack: index / 18 + 1, tray: index % 18 + 1)
            placed.append(Placed(name: host.name, place: place, gpus: host.gpus))
        }
        // Row `?` comes last, whatever its place in the alphabet.
        func key(_ row: String) -> (Int, Int, String) { (row == "?" ? 1 : 0, row.count, row) }
        return placed.sorted {
            let left = key($0.place.row), right = key($1.place.row)
            if left != right { return left < right }
            return ($0.place.rack, $0.place.tray) < ($1.place.rack, $1.place.tray)
        }
    }
}
