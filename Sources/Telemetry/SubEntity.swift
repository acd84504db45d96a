// A part of a GPU or host that has series of its own and combines to it: an NVLink, a MIG instance.

/// Which part a series is about. Values are combined by the metric's rule; the parts stay visible in the page.
public struct SubEntity: Hashable, Sendable {
    /// What part it is.
    public enum Kind: UInt8, CaseIterable, Sendable {
        case link, mig

        /// Prefix of its number in a path: `A01/t07/g2/link4`.
        public var name: String {
            switch self {
            case .link: "link"
            case .mig: "mig"
            }
        }
    }

    /// Link or MIG instance.
    public let kind: Kind
    /// As the exporter's label or name gives it.
    public let number: Int

    public init(_ kind: Kind, _ number: Int) {
        self.kind = kind
        self.number = number
    }

    /// As in a path: `link4`.
    public var name: String { "\(kind.name)\(number)" }
}
