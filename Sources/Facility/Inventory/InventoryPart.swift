// What one inventory file says, before it is weighed against the others.

/// Racks, rows, templates and host claims of one source.
public struct InventoryPart: Sendable {
    public let source: PlacementSource
    public var site: String?
    public var hall: String?
    public var targetGPUs: Int?
    public var rows: [RowPlan] = []
    public var racks: [RackPlan] = []
    public var templates: [String: RackTemplate] = [:]
    public var claims: [HostClaim] = []
    public var rules: [HostPattern] = []
    public var findings: [Finding] = []

    public init(source: PlacementSource) { self.source = source }
}
