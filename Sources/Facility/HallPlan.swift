// The whole of what ought to be there, merged from all sources: what a topology is made from. No values, no time.

/// Rows, racks, templates and hosts of one hall.
public struct HallPlan: Sendable {
    public var site: String
    public var hall: String
    /// GPUs the site is to have in the end; nil if nobody says.
    public var targetGPUs: Int?
    public var rows: [RowPlan] = []
    public var racks: [RackPlan] = []
    public var hosts: [HostEntry] = []
    public var templates = RackTemplate.known
    /// Trays by host that do not share their rack's groups.
    public var groupsOfHost: [String: [GroupKind: String]] = [:]

    public init(site: String, hall: String) {
        self.site = site
        self.hall = hall
    }
}
