// Charts and lists over time: gaps stay gaps, a lone extreme stays seen, silence is no low value.

import Console
import Facility
import Screen
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct ChartTests {
    private func drawn(_ chart: LineChart, _ width: Int, _ height: Int, ascii: Bool = false) -> [String] {
        var drawing = Drawing(width: width, height: height)
        chart.draw(&drawing, in: Rect(x: 0, y: 0, width: width, height: height))
        return CanvasText.write(drawing.canvas, Lowering(depth: .truecolor, ascii: ascii))
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func aFoldKeepsLeastAndGreatest() {
        let folds = LineChart.fold([1, 9, 5, .nan, .nan, 3], columns: 3)
        #expect(folds[0].map { [$0.least, $0.mean, $0.most] } == [1, 5, 9])
        #expect(folds[1].map { [$0.least, $0.most] } == [5, 5])
        #expect(folds[2].map { $0.mean } == 3)
        #expect(LineChart.fold([.nan, .nan], columns: 2).allSatisfy { $0 == nil })
        #expect(LineChart.fold([7], columns: 4).map { $0 == nil } == [true, true, true, false])
    }

    @Test func aLineRunsFromLowToHighAndAGapIsAGap() {
        let rising = LineChart(series: [.init(values: (0..<20).map(Float.init))], low: 0, high: 19)
        let lines = drawn(rising, 10, 4)
        #expect(lines[3].first != "⣀" && lines[0].last != " ")
        var broken = rising
        broken.series = [.init(values: [19, 19] + [Float](repeating: .nan, count: 16) + [19, 19])]
        let top = drawn(broken, 10, 4)[0]
        #expect(top.first != " " && top.last != " " && top.dropFirst(2).dropLast(2).allSatisfy { $0 == " " })
        for line in drawn(rising, 10, 4, ascii: true) { #expect(line.unicodeScalars.allSatisfy { $0.isASCII }) }
    }

    @Test func eventsStandUnderTheirMoment() {
        var chart = LineChart(series: [.init(values: [Float](repeating: 1, count: 40))], low: 0, high: 1)
        chart.events = [.init(ago: 0, glyph: "×", role: .critical), .init(ago: 39, glyph: "▲", role: .warning)]
        let bottom = drawn(chart, 20, 3)[2]
        #expect(bottom.last == "×" && bottom.first == "▲")
    }

    @Test func silenceIsToldFromLowValues() throws {
        let scene = SmallHall.scene(gpus: 16, seconds: 14)
        var state = ConsoleState(view: .timeline)
        _ = state.apply(.levelTo(.tray), scene: scene)
        state.slotsPerColumn = 1
        state.settle(scene)
        let grid = try #require(state.derived.timeline)
        let topology = scene.snapshot.topology
        let silent = try #require(grid.lines.first { $0.places == [.tray(1)] })
        let steady = try #require(grid.lines.first { $0.places == [.tray(0)] })
        #expect(silent.isSilent.last == true && steady.isSilent.allSatisfy { !$0 })
        #expect(silent.values.last?.isNaN == true)
        // Folded with others, the silence stays.
        let folded = grid.folded(to: 1)
        #expect(folded.perLine == topology.trays.count && folded.lines[0].isSilent.last == true)
        #expect(folded.lines[0].values.last?.isNaN == false)
    }

    @Test func theStragglerIsFarthestFromItsPeers() throws {
        let scene = SmallHall.scene()
        var state = ConsoleState(view: .outliers)
        state.settle(scene)
        let list = OutlierList(scene, state)
        #expect(list.rows.first == .gpu(9) && list.beyond.six == 1)
        let peers = PeerDeviations(scene.snapshot, metric: .smActive)
        #expect(peers.deviation(0).magnitude < 3)
        #expect(peers.deviation(9) < -6)
        // Nobody knows, so nobody deviates.
        #expect(PeerDeviations(scene.snapshot, metric: .tensorActive).deviation(0).isNaN)
    }

    @Test func whatNobodyKnowsStandsLastWhicheverWay() {
        let scene = SmallHall.scene()
        for reversed in [false, true] {
            var state = ConsoleState(view: .table)
            var list = ListPosition()
            list.sortColumn = 2
            list.isReversed = reversed
            state.list = list
            let rows = PlaceTable(scene, state).rows
            let column = PlaceTable(scene, state).columns[2]
            let keys = rows.map { PlaceTable.number(scene, column, $0) }
            let known = keys.prefix { !$0.isNaN }
            #expect(known.count + keys.suffix(keys.count - known.count).count { $0.isNaN } == keys.count)
            #expect(zip(known, known.dropFirst()).allSatisfy { reversed ? $0 <= $1 : $0 >= $1 })
        }
    }
}
