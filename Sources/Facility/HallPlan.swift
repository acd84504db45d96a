// The whole of what ought to be there, merged from all sources: what a topology is made from. No values, no time.

/// Rows, racks, templates and hosts of one hall.
public struct HallPlan: Sendable {
    /// Empty if no source names it.
    public var site: String
    /// Its name: `hall A`.
    public var hall: String
    /// GPUs the site is to have in the end; nil if nobody says.
    public var targetGPUs: Int?
    /// What the site may draw, in kW; nil if nobody says.
    public var envelopeKilowatts: Int?
    /// In floor order. Rows not listed here follow by name.
    public var rows: [RowPlan] = []
    /// In any order. Hosts may stand in racks that are not listed; those have no groups and the standard template.
    public var racks: [RackPlan] = []
    /// In any order; of two entries with one name the first counts.
    public var hosts: [HostEntry] = []
    /// By name, for `RackPlan.template`; the built-in ones from the start.
    public var templates = RackTemplate.known
    /// Trays by host that do not share their rack's groups.
    public var groupsOfHost: [String: [GroupKind: String]] = [:]

    /// Whether a rack of the topology stands somewhere, be it in row `?`, and does not only gather hosts without a place.
    public func hasRack(_ rack: Int, of topology: Topology, homeless: Set<String>) -> Bool {
        let trays = topology.racks[rack].trays
        return !topology.isInvented(rack: rack) || trays.isEmpty
            || !topology.trays[trays].allSatisfy { homeless.contains($0.host) }
    }

    /// Hosts without a place, by name.
    public var homeless: Set<String> { Set(hosts.lazy.filter { $0.place == nil }.map(\.name)) }

    /// An empty hall with the known templates.
    public init(site: String, hall: String) {
        self.site = site
        self.hall = hall
    }
}
