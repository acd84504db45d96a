// What one inventory file says, before it is weighed against the others.

/// Racks, rows, templates and host claims of one source.
public struct InventoryPart: Sendable {
    /// Whose word it is, and so how far it is trusted.
    public let source: PlacementSource
    /// nil if this source does not say.
    public var site: String?
    /// nil if this source does not say.
    public var hall: String?
    /// GPUs the site is to have in the end; nil if this source does not say.
    public var targetGPUs: Int?
    /// What the site may draw, in kW; nil if this source does not say.
    public var envelopeKilowatts: Int?
    /// In floor order; empty if this source draws no floor.
    public var rows: [RowPlan] = []
    /// In any order; hosts may also be claimed to stand in racks that are not listed.
    public var racks: [RackPlan] = []
    /// By name: what the file defines and what it could use without; empty if the source knows none.
    public var templates: [String: RackTemplate] = [:]
    /// What it says of single hosts, in its own order.
    public var claims: [HostClaim] = []
    /// Naming rules, best first.
    public var rules: [HostPattern] = []
    /// What could be read and not be used.
    public var findings: [Finding] = []

    public init(source: PlacementSource) { self.source = source }
}
