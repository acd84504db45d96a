// The outcome of reading one page.

import Telemetry

/// A table for the values just read, or why there are none.
public enum DecodedPage {
    case values(SeriesTable, badLines: Int, firstBadLine: String?)
    case failed(ScrapeFailure)
}
