// The end of one scrape, good or bad: the only message from ingestion to the core.

/// A page, or the reason why there is none.
public enum ScrapeResult: Sendable {
    case page(Batch)
    case failed(target: Int, time: Timestamp, ScrapeFailure)
}
