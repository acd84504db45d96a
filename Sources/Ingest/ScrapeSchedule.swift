// When a target is due: once in the first seconds, a slow one once more soon after, then on its own grid, spread by hash.
// And how long to wait after failures.

/// Pure arithmetic over milliseconds since the scraper's start.
struct ScrapeSchedule {
    /// First scrapes are spread, as each page has to be learned; slow targets, mostly larger pages, leave room to the fast ones.
    static let firstSpanMs = 2_000, slowFirstSpanMs = 4_000
    static let slowIntervalMs = 5_000

    let intervalMs: Int
    private let hash: UInt64

    init(url: String, intervalMs: Int) {
        self.intervalMs = max(100, intervalMs)
        // FNV-1a, then a finaliser: neighbours in a list must not be neighbours in time.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in url.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 31)) &* 0x9E37_79B9_7F4A_7C15
        self.hash = hash ^ (hash >> 29)
    }

    private var isSlow: Bool { intervalMs >= Self.slowIntervalMs }

    var firstMs: Int { Int(hash % UInt64(min(isSlow ? Self.slowFirstSpanMs : Self.firstSpanMs, intervalMs * 2))) }

    /// From the first scrape to a second one off the grid: without it a host's rates would be unknown for a whole interval. nil where
    /// the grid is as fast.
    var secondMs: Int? { isSlow ? Self.firstSpanMs : nil }

    /// The first moment of the grid after `nowMs`, and not before the first scrape has had its turn.
    func next(afterMs nowMs: Int) -> Int {
        let offset = Int((hash >> 20) % UInt64(intervalMs))
        let periods = max(0, nowMs - offset) / intervalMs + (nowMs >= offset ? 1 : 0)
        return offset + periods * intervalMs
    }

    /// Wait after `failures` in a row: doubling from the interval, jittered by a quarter either way, bounded.
    func backoffMs(failures: Int, limitMs: Int) -> Int {
        guard failures > 1 else { return 0 }
        let doubled = min(limitMs, intervalMs << min(failures - 1, 10))
        let jitter = Int((hash &* UInt64(failures &+ 7)) >> 33) % max(1, doubled / 2)
        return min(limitMs, doubled * 3 / 4 + jitter)
    }
}
