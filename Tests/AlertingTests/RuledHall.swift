// A store and the rules over it, second by second: pages in, a board out. What stands on the pages is the test's own.

import Alerting
import Facility
import Storage
import Telemetry

@testable import App

/// One target per tray of a standard hall, read once a second.
final class RuledHall {
    static let start = Timestamp(milliseconds: 1_782_864_000_000)
    let topology: Topology
    let store: Store
    let engine: AlertEngine
    private(set) var board = AlertBoard.empty

    /// - Parameter url: what stands before the host's name in a target's URL.
    init(gpus: Int, book: RuleBook = RuleFiles.standard, url: String = "test://") {
        topology = StandardHall.topology(gpus: gpus)
        let targets = topology.trays.map {
            TargetDescription(url: "\(url)\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        store = Store(topology: topology, catalogue: .standard, targets: targets, start: Self.start, hotSlots: 60)
        engine = AlertEngine(book)
    }

    /// The meaning of a page of one tray, its GPUs named by their numbers if it has any series of them.
    func table(_ tray: Int, _ series: [SeriesTable.Series]) -> SeriesTable {
        let gpus = series.contains { $0.gpu >= 0 } ? topology.trays[tray].gpus.count : 0
        return SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [topology.trays[tray].host],
            gpus: (0..<gpus).map { (0, GPUIdentity(ordinal: $0)) })
    }

    /// A page of a tray, so many milliseconds after a second.
    func take(_ tray: Int, second: Int, afterMs: Int, _ table: SeriesTable, _ numbers: [Double]) {
        let values = PageValues()
        values.resize(to: numbers.count)
        for (position, number) in numbers.enumerated() { values[position] = number }
        store.accept(
            .page(
                Batch(target: tray, time: time(second, afterMs), table: table, values: values, bytes: 1_000)))
    }

    func fail(_ tray: Int, second: Int, afterMs: Int, _ failure: ScrapeFailure = .connectTimeout) {
        store.accept(.failed(target: tray, time: time(second, afterMs), failure))
    }

    /// Ends a second and asks the rules.
    func close(second: Int) {
        guard let snapshot = store.close(upTo: time(second + 1, 300)) else { return }
        board = engine.evaluate(snapshot)
    }

    func time(_ second: Int, _ milliseconds: Int) -> Timestamp {
        Self.start + Int64(second) * 1_000 + Int64(milliseconds)
    }
}
