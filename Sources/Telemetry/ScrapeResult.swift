// The end of one scrape, good or bad: the only message from ingestion to the core.

/// A page, or the reason why there is none.
public enum ScrapeResult: Sendable {
    case page(Batch)
    case failed(target: Int, time: Timestamp, ScrapeFailure)
}

extension ScrapeResult {
    /// Number of the target it is about.
    public var target: Int {
        switch self {
        case .page(let batch): batch.target
        case .failed(let target, _, _): target
        }
    }
}
