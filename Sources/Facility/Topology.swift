// The hall as numbered places: every kind dense and in floor order, so that what belongs together is one range.
// It knows no values, no time and no targets. Immutable: a changed inventory is a new topology.

/// Site, hall, rows, racks, trays and GPUs of one epoch.
public final class Topology: Sendable {
    /// Empty if no source names it.
    public let site: String
    /// Its name: `hall A`.
    public let hall: String
    /// In the plan's order, the others by name; row `?` last.
    public let rows: [Row]
    /// Row by row, by number within a row.
    public let racks: [Rack]
    /// Rack by rack, from the bottom up.
    public let trays: [Tray]
    /// GPUs are numbered from 0, tray by tray.
    public let gpuCount: Int
    /// Tray index of each GPU.
    public let trayOfGPU: [Int32]
    /// Highest rack column of any row: the floor plan's width in racks.
    public let columns: Int
    /// By name; racks name theirs.
    public let templates: [String: RackTemplate]
    /// What racks and trays share: power feeds, cooling loops, leaf switches. Those of one kind by name.
    public let groups: [Group]
    /// GPUs the site is to have in the end, nil if nobody says.
    public let targetGPUs: Int?
    /// What the site may draw, in kW: the plan's word, else that of the hall that is public.
    public let envelopeKilowatts: Int
    /// 44 MW. Source: press on the site of 13,800 GB300, March 2026.
    public static let usualEnvelopeKilowatts = 44_000
    private let trayByHost: [String: Int]
    private let rackByName: [String: Int]

    /// - Parameter hosts: in any order. Hosts without a place fill racks of row `?`, 18 a rack, by name.
    ///   Of two hosts that claim one place the later moves to row `?`.
    public convenience init(site: String, hall: String, hosts: [HostEntry], template: RackTemplate = .nvl72) {
        var plan = HallPlan(site: site, hall: hall)
        plan.hosts = hosts
        plan.templates[RackTemplate.standardName] = template
        self.init(plan)
    }

    /// A hall with its floor plan: racks stand there even without hosts.
    public init(_ plan: HallPlan) {
        let floor = FloorBuilder(plan)
        site = plan.site
        hall = plan.hall
        targetGPUs = plan.targetGPUs
        envelopeKilowatts = plan.envelopeKilowatts ?? Self.usualEnvelopeKilowatts
        templates = plan.templates
        rows = floor.rows
        racks = floor.racks
        trays = floor.trays
        trayOfGPU = floor.trayOfGPU
        gpuCount = floor.trayOfGPU.count
        columns = floor.racks.map(\.column).max() ?? 0
        groups = floor.groups(plan)
        trayByHost = Dictionary(trays.enumerated().map { ($1.host, $0) }, uniquingKeysWith: { first, _ in first })
        rackByName = Dictionary(racks.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What stands where in racks that say nothing else.
    public var template: RackTemplate { templates[RackTemplate.standardName] ?? .nvl72 }

    /// What stands where in this rack.
    public func template(ofRack rack: Int) -> RackTemplate { templates[racks[rack].template] ?? template }

    /// The tray of this host, nil if the topology has none.
    public func tray(ofHost host: String) -> Int? { trayByHost[host] }

    /// `B17`
    public func rack(named name: String) -> Int? { rackByName[name] ?? rackByName[name.uppercased()] }
}
