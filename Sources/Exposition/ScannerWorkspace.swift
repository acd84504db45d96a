// What scanners need to remember while they read a page: where labels stand, hashes of names and metrics. No text.

/// Memory for one scanner at a time; grows with the largest page and is used again.
public final class ScannerWorkspace {
    let labels = LabelMarks()
    let exemplarLabels = LabelMarks()
    let memo = BlockMemo()
    /// All sample names that the families of an OpenMetrics page could have.
    let names = KeySet()
    /// Metrics, and series where a point may have several of a kind.
    let metrics = KeySet()
    let seed = UInt64.random(in: .min ... .max)

    public init() {}

    func removeAll() {
        names.removeAll()
        metrics.removeAll()
    }
}
