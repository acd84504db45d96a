// One host that ought to be there or was found, before it has its place in a topology.

/// A compute tray as an inventory or a target list names it.
public struct HostEntry: Hashable, Sendable {
    public var name: String
    /// nil: nobody knows; it will stand in row `?`.
    public var place: HostPlace?
    public var gpus: Int
    public var life = LifeState.production
    /// An inventory says that it ought to be there. Without any inventory every host is expected.
    public var isExpected = true
    public var source = PlacementSource.none
    /// What stands against this placement: another host in its slot, another source that disagrees. Empty: nothing.
    public var conflict = ""

    public init(name: String, place: HostPlace?, gpus: Int) {
        self.name = name
        self.place = place
        self.gpus = gpus
    }
}
