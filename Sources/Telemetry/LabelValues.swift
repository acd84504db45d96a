// A label and some of its values.

/// `mountpoint: [/, /var]`
public struct LabelValues: Hashable, Sendable {
    /// The label's name, without quotes.
    public let name: String
    /// Any of these fits; the empty text stands for an absent label. In `IdentityLabels`: names of labels, best first.
    public let values: [String]

    public init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }

    /// Whether the label has one of the values. An absent label is the empty text.
    public func holds(_ labels: LabelSet) -> Bool { values.contains(labels[name] ?? "") }
}
