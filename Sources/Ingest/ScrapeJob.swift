// What the targets of one job have in common. Immutable and shared.

import Exposition
import Telemetry

/// One `scrape_configs` entry, as the scraper needs it.
public final class ScrapeJob: Sendable {
    /// `job_name`; empty if there is none.
    public let name: String
    /// Credentials, TLS and encoding of its requests.
    public let http: HTTPSettings
    /// Bounds of its pages and waits.
    public let limits: ScrapeLimits
    /// From connect to last byte; nil: by the interval.
    public let timeoutMs: Int?
    /// Ask for OpenMetrics first. It is all or nothing: one bad line costs the page.
    public let prefersOpenMetrics: Bool
    /// The grammar of replies that name none, as the user says; nil: text, with a doubt that is shown.
    public let fallback: PageGrammar?
    /// A sample's own time counts; else the time of the scrape.
    public let honorsTimestamps: Bool
    /// Labels and rules for the series of its pages.
    public let context: SeriesContext
    /// Different for every different content: a target whose job changed starts anew.
    public let key: Int

    /// Everything counts in `key`; of the context its `sharingKey` and `honorsLabels`.
    public init(
        name: String = "", http: HTTPSettings = HTTPSettings(), limits: ScrapeLimits = ScrapeLimits(),
        timeoutMs: Int? = nil, prefersOpenMetrics: Bool = false, fallback: PageGrammar? = nil,
        honorsTimestamps: Bool = true, context: SeriesContext = SeriesContext()
    ) {
        self.name = name
        self.http = http
        self.limits = limits
        self.timeoutMs = timeoutMs
        self.prefersOpenMetrics = prefersOpenMetrics
        self.fallback = fallback
        self.honorsTimestamps = honorsTimestamps
        self.context = context
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(http)
        hasher.combine(limits)
        hasher.combine(timeoutMs)
        hasher.combine(prefersOpenMetrics)
        hasher.combine(fallback)
        hasher.combine(honorsTimestamps)
        hasher.combine(context.sharingKey)
        hasher.combine(context.honorsLabels)
        key = hasher.finalize()
    }
}
