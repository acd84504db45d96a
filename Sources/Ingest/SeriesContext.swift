// What a target's job and discovery say about its series before any page is read.

/// Labels and rules that go with a target.
public struct SeriesContext: Sendable {
    /// The target's own labels, `instance` and `job` among them.
    public var labels: [String: String] = [:]
    /// A label of the page wins over the target's; else it is kept as `exported_...`.
    public var honorsLabels = false
    /// `metric_relabel_configs`
    public var rules: [RelabelRule] = []
    /// Targets with different keys never share what they learned from equal pages.
    public var sharingKey = 0

    public init() {}

    /// A series' labels after the rules, `__name__` among them; nil if a rule drops it.
    func relabelled(_ name: String, _ page: [String: String]) -> [String: String]? {
        var labels = page.filter { !$0.value.isEmpty }
        for (label, value) in self.labels {
            if labels[label] == nil {
                labels[label] = value
            } else if !honorsLabels {
                var moved = "exported_" + label
                while labels[moved] != nil { moved = "exported_" + moved }
                labels[moved] = labels[label]
                labels[label] = value
            }
        }
        labels["__name__"] = name
        guard let kept = Relabeler.apply(rules, to: labels), kept["__name__"] != nil else { return nil }
        return kept
    }
}
