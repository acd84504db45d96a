// Gives the series of a page their meanings, one after the other (unsafe: reads borrowed heads). It knows which lines taught it something.

import Exposition
import Telemetry

/// The state of learning a page, from its first line to its last.
struct SeriesMeaning {
    var resolver: SeriesResolver
    var types = PageTypes()
    private var series: [SeriesTable.Series] = []
    /// Heads of the current segment that taught something about hosts, GPUs or types.
    private(set) var teachers: [Int] = []
    private var ratios: [Int] = []
    /// Where each label block puts its series, and what the page had said when that was found out.
    private var places: [(place: SeriesResolver.Place, stamp: UInt64)?] = []

    init(_ resolver: SeriesResolver) { self.resolver = resolver }

    /// Begins a segment of this many series.
    mutating func begin(_ count: Int) {
        series = []
        series.reserveCapacity(count)
        teachers = []
        ratios = []
    }

    /// Reads the comments in front of a sample.
    mutating func read(_ head: UnsafeRawBufferPointer, _ index: Int) {
        if types.read(head, resolver.catalogue) { teachers.append(index) }
    }

    /// Adds the next series.
    ///
    /// - Parameter block: number of the label block among those of the page; nil or -1 if it has none.
    mutating func append(_ head: Int, _ name: String, _ labels: [String: String], _ text: String, block: Int?) {
        let known = resolver.facts.stamp
        let teaches = resolver.teaches(name)
        let one = resolve(name, labels, text, block ?? -1, teaches: teaches)
        if teaches || resolver.facts.stamp != known, teachers.last != head { teachers.append(head) }
        if one.mayBePercent { ratios.append(head) }
        series.append(one)
    }

    private mutating func resolve(
        _ name: String, _ labels: [String: String], _ text: String, _ block: Int, teaches: Bool
    ) -> SeriesTable.Series {
        let type = types[name]
        guard block >= 0, !teaches, resolver.context.rules.isEmpty else {
            return resolver.resolve(name: name, labels: labels, text: text, type: type)
        }
        while places.count <= block { places.append(nil) }
        if let (place, stamp) = places[block], stamp == resolver.facts.stamp {
            return resolver.meaning(name, labels, text, type, place)
        }
        let place = resolver.place(name, labels)
        places[block] = (place, resolver.facts.stamp)
        return resolver.meaning(name, labels, text, type, place)
    }

    /// The segment of everything since it began.
    func segment(_ run: HeadRun) -> PageSegment {
        PageSegment(
            run: run, block: SeriesList.Block(series), facts: resolver.facts, types: types, teachers: teachers,
            ratios: ratios)
    }
}
