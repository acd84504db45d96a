// One host that ought to be there or was found, before it has its place in a topology.

/// A compute tray as an inventory or a target list names it.
public struct HostEntry: Hashable, Sendable {
    public var name: String
    /// nil: nobody knows; it will stand in row `?`.
    public var place: HostPlace?
    public var gpus: Int

    public init(name: String, place: HostPlace?, gpus: Int) {
        self.name = name
        self.place = place
        self.gpus = gpus
    }
}
