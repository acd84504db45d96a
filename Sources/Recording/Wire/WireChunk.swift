// The sealed scrapes of a group: cohorts, the scrapes that fit in none, and the failures. Bytes to values and back; no table, no file.

import Storage
import Telemetry

/// One group of targets over one span.
struct WireChunk {
    var cohorts: [WireCohort] = []
    /// No chunk of ours has more numbers, so a forged row of its span can ask for no more memory.
    static let numberLimit = 1 << 28

    /// Target, time, and the word for the reason.
    var failures: [(target: Int, time: Int64, reason: Int64)] = []

    /// - Parameter runs: per layout how many series in a row have one name.
    init(_ scrapes: [WireScrape], runs: (Int) -> [Int], words: inout Words, encoder: ColumnEncoder<Double>) {
        var pages: [Stretch: [[Double]]] = [:]
        var times: [Stretch: [Int64]] = [:]
        var order: [Stretch] = []
        var current: [Int: Stretch] = [:]
        for scrape in scrapes {
            if let failure = scrape.failure {
                failures.append((scrape.target, scrape.time.milliseconds, words.number(FailureText.write(failure))))
                continue
            }
            var stretch = current[scrape.target] ?? Stretch(target: scrape.target, layout: -1, number: -1)
            if stretch.layout != scrape.code || times[stretch]!.count >= WireCohort.scrapeLimit {
                stretch = Stretch(target: scrape.target, layout: scrape.code, number: stretch.number + 1)
                current[scrape.target] = stretch
                order.append(stretch)
            }
            pages[stretch, default: []].append(scrape.numbers)
            times[stretch, default: []].append(scrape.time.milliseconds)
        }
        var shapes: [[Int]: [Stretch]] = [:]
        var keys: [[Int]] = []
        for stretch in order {
            let key = [times[stretch]!.count] + runs(stretch.layout)
            if shapes[key] == nil { keys.append(key) }
            shapes[key, default: []].append(stretch)
        }
        for key in keys {
            let runs = Array(key.dropFirst())
            var cohort = WireCohort(series: runs.reduce(0, +), runs: runs)
            cohort.targets = shapes[key]!.map { ($0.target, $0.layout, times[$0]!) }
            cohort.encode(shapes[key]!.map { pages[$0]! }, encoder: encoder)
            cohorts.append(cohort)
        }
    }

    /// Scrapes of one target under one layout, as many as a column holds.
    private struct Stretch: Hashable {
        let target: Int
        let layout: Int
        let number: Int
    }

    /// Every scrape in order of time; nil if a part is damaged.
    func scrapes(words: Words) -> [WireScrape]? {
        var result: [WireScrape] = []
        for cohort in cohorts {
            guard let pages = cohort.decode() else { return nil }
            for (index, target) in cohort.targets.enumerated() {
                for (scrape, time) in target.times.enumerated() {
                    result.append(
                        WireScrape(
                            target: target.target, time: Timestamp(milliseconds: time), code: target.layout,
                            numbers: pages[index][scrape], failure: nil))
                }
            }
        }
        for failure in failures {
            result.append(
                WireScrape(
                    target: failure.target, time: Timestamp(milliseconds: failure.time), code: 0, numbers: [],
                    failure: words[failure.reason].map(FailureText.read) ?? .empty))
        }
        return result.sorted { ($0.time, $0.target) < ($1.time, $1.target) }
    }

    /// The newest page of a target at or before a moment.
    func page(target: Int, notAfter time: Timestamp) -> (layout: Int, time: Int64, values: [Double])? {
        var best: (cohort: WireCohort, index: Int, scrape: Int, time: Int64)?
        for cohort in cohorts {
            for (index, entry) in cohort.targets.enumerated() where entry.target == target {
                guard let scrape = entry.times.lastIndex(where: { $0 <= time.milliseconds }) else { continue }
                if best == nil || best!.time < entry.times[scrape] {
                    best = (cohort, index, scrape, entry.times[scrape])
                }
            }
        }
        guard let best, let values = best.cohort.page(target: best.index, scrape: best.scrape) else { return nil }
        return (best.cohort.targets[best.index].layout, best.time, values)
    }
}
