// The list of targets and one target's page: order, filter, and that every series can be found.

import App
import Facility
import Storage
import Telemetry
import Testing

@testable import Console

struct TargetsTests {
    private let start = Timestamp(milliseconds: 1_782_864_000_000)

    private func store() -> Store {
        let targets = ["a", "b", "c"].map {
            TargetDescription(url: "http://\($0):1/metrics", address: $0, intervalMs: 1_000, labels: ["job": "j\($0)"])
        }
        let hosts = ["a", "b", "c"].map { HostEntry(name: $0, place: nil, gpus: 0) }
        let store = Store(
            topology: Topology(site: "", hall: "h", hosts: hosts), catalogue: .standard, targets: targets, start: start)
        for (target, count) in [(0, 3), (2, 5)] {
            let series = (0..<count).map {
                SeriesTable.Series(
                    name: $0 == 0 ? "node_load1" : "odd_\($0)", labels: $0 == 1 ? "x=\"\u{1B}[2J\"" : "",
                    metric: $0 == 0 ? .hostLoad1 : nil, factor: 1, host: -1, gpu: -1)
            }
            let table = SeriesTable(series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [], gpus: [])
            let values = PageValues()
            values.resize(to: count)
            for index in 0..<count { values[index] = Double(index) / 2 }
            store.accept(
                .page(
                    Batch(
                        target: target, time: start + 500, table: table, values: values, bytes: 100 * count,
                        badLines: target, firstBadLine: "line 7, column 12: no number here", durationMs: 12)))
        }
        store.accept(.failed(target: 1, time: start + 500, .refused))
        _ = store.close(upTo: start + 2_000)
        return store
    }

    private func scene() throws -> Scene {
        let snapshot = store().snapshot
        return Scene(snapshot: snapshot, health: Health(snapshot), mode: "live")
    }

    private func text(_ scene: Scene, _ state: ConsoleState, width: Int = 140) -> String {
        let canvas = Composer.compose(scene, state, width: width, height: 30).canvas
        return (0..<30).map { y in (0..<width).map { x in String(canvas[x, y].scalar) }.joined() }.joined(
            separator: "\n")
    }

    @Test func failingOnesStandFirstAndSayWhy() throws {
        let scene = try scene()
        #expect(TargetTable(scene, sortedBy: nil, reversed: false, filter: nil).rows == [1, 2, 0])
        #expect(TargetTable(scene, sortedBy: .samples, reversed: false, filter: nil).rows == [2, 0, 1])
        #expect(TargetTable(scene, sortedBy: .target, reversed: true, filter: nil).rows == [2, 1, 0])
        let screen = text(scene, ConsoleState(view: .targets))
        for words in ["connection refused", "line 7, column 12: no number here", "every"] {
            #expect(screen.contains(words), "\(words)\n\(screen)")
        }
    }

    /// The age in the list counts from the last page, that of the verdict from when it was told: both say so.
    @Test func aSilentOneSaysWhatItsAgesCount() throws {
        let store = store()
        store.accept(.failed(target: 0, time: start + 2_500, .refused))
        _ = store.close(upTo: start + 30_000)
        let snapshot = store.snapshot, target = snapshot.targets[0]
        let since = try #require(target.since), last = try #require(target.lastSuccess)
        #expect(target.state == .unreachable && since > last)
        var state = ConsoleState(view: .targets)
        let scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "live")
        state.listLine = try #require(TargetTable(scene, state).rows.firstIndex(of: 0))
        let moment = snapshot.targetsMoment, screen = text(scene, state)
        let words = "last page \(Figures.age(moment - last)) ago, called unreachable \(Figures.age(moment - since)) ago"
        #expect(screen.contains(words), "\(words)\n\(screen)")
        #expect(!screen.contains("unreachable for"), "\(screen)")
    }

    @Test func oneLanguageFiltersThem() throws {
        let scene = try scene()
        func rows(_ text: String) throws -> [Int] {
            let filter = try Filter(text, FilterVocabulary(catalogue: scene.snapshot.catalogue))
            return TargetTable(scene, sortedBy: nil, reversed: false, filter: filter).rows
        }
        #expect(try rows("reason~refused") == [1])
        #expect(try rows("bad>0") == [2])
        #expect(try rows("samples>=3 & job=ja") == [0])
        #expect(try rows("refused") == [1])
        #expect(try rows("target~http://c") == [2])
        #expect(try rows("size>400") == [2])
        #expect(try rows("took<1") == [])
    }

    @Test func keysSortAndFilterThem() throws {
        let scene = try scene()
        var state = ConsoleState(view: .targets)
        func rows() -> [Int] { TargetTable(scene, state).rows }
        #expect(rows() == [1, 2, 0])
        for _ in 0..<4 { _ = state.apply(.right, scene: scene) }
        #expect(state.chosenTargetColumn == .samples && rows() == [1, 2, 0])
        _ = state.apply(.sort, scene: scene)
        #expect(rows() == [2, 0, 1])
        _ = state.apply(.reverse, scene: scene)
        #expect(rows() == [0, 2, 1])
        #expect(text(scene, state).contains("samples↑"))
        _ = state.apply(.filter("samples>=4"), scene: scene)
        #expect(rows() == [2])
        #expect(text(scene, state).contains("2 hidden by the filter"))
        // A filter about GPUs says nothing about these targets.
        _ = state.apply(.filter("temp>85"), scene: scene)
        #expect(rows().count == 3)
        _ = state.apply(.filter(""), scene: scene)
        _ = state.apply(.first, scene: scene)
        _ = state.apply(.last, scene: scene)
        #expect(state.listLine == 2)
    }

    /// A page that was made again from what was recorded of it has no size and no duration: those are not zero.
    @Test func whatNobodyKeptIsUnknown() {
        var target = TargetStatus(description: TargetDescription(url: "demo://n1", address: "n1", intervalMs: 1_000))
        target.lastSuccess = Timestamp(milliseconds: 1_000)
        (target.bytes, target.lastDurationMs) = (nil, nil)
        for column in [TargetColumn.size, .took] {
            #expect(column.cell(target, at: Timestamp(milliseconds: 2_000)).0 == "–")
            #expect(column.key(target, at: Timestamp(milliseconds: 2_000)).number == nil)
        }
        #expect(
            !target.selfMetrics.contains { ["scrape_duration_seconds", "scrape_body_size_bytes"].contains($0.name) })
        #expect(target.selfMetrics.contains { $0.name == "up" && $0.value == 1 })
    }

    @Test func selfMetricsHavePrometheusNames() throws {
        let own = try scene().snapshot.targets[2].selfMetrics
        #expect(own.map(\.name).prefix(3) == ["up", "scrape_duration_seconds", "scrape_samples_scraped"])
        #expect(own[1].value == 0.012 && own[2].value == 5)
        #expect(try scene().snapshot.targets[2].page.unknownFamilies == 4)
    }

    @Test func everySeriesOfAPageCanBeFound() throws {
        let scene = try scene()
        var state = ConsoleState(view: .targets)
        state.listLine = 1
        _ = state.apply(.open, scene: scene)
        #expect(state.view == .page && state.pageURL == "http://c:1/metrics")
        let screen = text(scene, state)
        for words in ["5 series", "odd_4", "node_load1", "host_load1"] {
            #expect(screen.contains(words), "\(words)\n\(screen)")
        }
        #expect(!screen.contains("\u{1B}"))
        _ = state.apply(.last, scene: scene)
        #expect(state.scroll == 4)
        _ = state.apply(.back, scene: scene)
        #expect(state.view == .targets)
    }

    @Test func aFrozenTargetSaysHowLongItsValuesStand() throws {
        let scene = StateHall.scene()
        let frozen = try #require(scene.snapshot.targets.first { $0.state == .frozen })
        #expect(
            TargetColumn.reason.cell(frozen, at: scene.snapshot.moment).0 == "its values stand still, known for 10 s")
        let fresh = try #require(scene.snapshot.targets.first { $0.state == .fresh })
        #expect(TargetColumn.reason.cell(fresh, at: scene.snapshot.moment).0.isEmpty)
    }
}
