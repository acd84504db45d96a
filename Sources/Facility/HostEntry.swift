// One host that ought to be there or was found, before it has its place in a topology.

/// A compute tray as an inventory or a target list names it.
public struct HostEntry: Hashable, Sendable {
    /// The host's identity, as the exporters say it.
    public var name: String
    /// nil: nobody knows; it will stand in row `?`.
    public var place: HostPlace?
    /// The place it claims and does not get: another host has it, or its rack has no such tray.
    public var claimed: HostPlace?
    /// How many GPUs it has or ought to have; 0 for a host without.
    public var gpus: Int
    /// Its own; a rack that is planned out takes all of its hosts with it.
    public var life = LifeState.production
    /// An inventory says that it ought to be there. Without any inventory every host is expected.
    public var isExpected = true
    /// Who placed it; `none` if nobody did.
    public var source = PlacementSource.none
    /// What stands against this placement: another host in its slot, another source that disagrees. Empty: nothing.
    public var conflict = ""

    /// - Parameter place: nil if nobody knows.
    public init(name: String, place: HostPlace?, gpus: Int) {
        self.name = name
        self.place = place
        self.gpus = gpus
    }
}
