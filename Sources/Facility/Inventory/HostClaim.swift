// What one source says of one host. Several sources may say different things; `InventoryMerge` weighs them.

/// A host at a place, as somebody claims it.
public struct HostClaim: Hashable, Sendable {
    /// The host's identity, as the source spells it.
    public var host: String
    /// nil: the source knows the host and not its place.
    public var place: HostPlace?
    /// The place that the source names although the rack's form has no such tray: shown, and never guessed otherwise.
    public var refused: HostPlace?
    /// Why there is no place, where the source shows it: `no position is written`. Empty else.
    public var lack = ""
    /// How many GPUs it has; nil if the source does not say.
    public var gpus: Int?
    /// nil if the source does not say.
    public var life: LifeState?
    /// Whose word it is, and so how far it is trusted.
    public var source: PlacementSource
    /// Where it is written: `hall.yml:12:5`.
    public var origin: String
    /// The names of rack and row as the source spells them, where that is known; empty else.
    public var rackWritten = "", rowWritten = ""
    /// Where it differs from its rack.
    public var groups: [GroupKind: String] = [:]

    public init(host: String, place: HostPlace?, source: PlacementSource, origin: String) {
        self.host = host
        self.place = place
        self.source = source
        self.origin = origin
    }
}
