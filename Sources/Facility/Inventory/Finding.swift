// Something an inventory says that a person must look at. Findings are listed; none is mended in silence.

/// One line of `vigie check inventory`.
public struct Finding: Hashable, Sendable {
    /// What is wrong; the raw value is its word in JSON and in lists.
    public enum Kind: String, CaseIterable, Sendable {
        /// Two hosts claim one slot.
        case sharedSlot = "shared_slot"
        /// Two sources place one host differently.
        case disagreement
        /// A host, rack or GPU is listed twice in one source.
        case duplicate
        /// A host that no source places.
        case hostWithoutPlace = "host_without_place"
        /// A slot of a rack's template that no host claims.
        case placeWithoutHost = "place_without_host"
        /// An entry that could not be used as it stands.
        case unreadable
        /// GPUs whose place inside the tray is assumed from their index.
        case assumedModules = "assumed_modules"
        /// A name that differs from another one in case alone, and is taken for it where only one of them is known.
        case spelling
        /// A word of a source that vigie does not know, or a device that it takes for no host: what is taken instead is told.
        case assumed
    }

    /// What is wrong.
    public let kind: Kind
    /// `hall.yml:12:5`, empty if it is about no single place of a text.
    public let origin: String
    /// One sentence for people, with the names it is about.
    public let words: String

    public init(_ kind: Kind, _ words: String, origin: String = "") {
        self.kind = kind
        self.words = words
        self.origin = origin
    }

    /// Whether the inventory is bad because of it. Empty slots, unplaced hosts, other spellings and words are facts of
    /// a hall being built.
    public var isConflict: Bool {
        switch kind {
        case .sharedSlot, .disagreement, .duplicate, .unreadable: true
        case .hostWithoutPlace, .placeWithoutHost, .assumedModules, .spelling, .assumed: false
        }
    }
}
