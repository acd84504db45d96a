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

    /// What is taken over from the moment before, or from one far away, changes nothing.
    @Test(arguments: [Level.rack, .tray, .gpu], [1, 2, 5])
    func aTimelineGoesOnAsIfMadeAnew(level: Level, slots: Int) throws {
        func grid(_ seconds: Int, _ previous: TimelineGrid?) throws -> TimelineGrid {
            let scene = SmallHall.scene(gpus: 16, seconds: seconds)
            var state = ConsoleState(view: .timeline)
            _ = state.apply(.levelTo(level), scene: scene)
            state.slotsPerColumn = slots
            let question = TimelineGrid.Question(state, scene.layers[0])
            return TimelineGrid(scene, question, matches: nil, previous: previous)
        }
        var previous: TimelineGrid?
        for seconds in [9, 10, 14, 30, 12, 40] {
            let next = try grid(seconds, previous), anew = try grid(seconds, nil)
            for (one, other) in zip(next.lines, anew.lines) {
                #expect(one.values.map(\.bitPattern) == other.values.map(\.bitPattern))
                #expect(one.isSilent == other.isSilent && one.places == other.places)
            }
            #expect(next.held != nil && next.lines.count == anew.lines.count)
            previous = next
        }
    }

    /// A console that was not there says nothing of the hall: no line is silent, and no colour of a loss is drawn.
    @Test func whatNobodyWatchedIsNoSilence() throws {
        var options = DemoOptions()
        options.gpus = 144
        options.scenario = .darkRack
        let store = OneShot.play(options, to: options.start + 90_000)
        let scene = Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
        var state = ConsoleState(view: .timeline)
        state.slotsPerColumn = 1
        state.settle(scene)
        let grid = try #require(state.derived.timeline)
        let watched = try #require(grid.lines.first?.isWatched)
        // The first second and the last six were played.
        #expect(watched.count(where: { $0 }) == 7 && watched.suffix(6).allSatisfy { $0 } && watched.first == true)
        for line in grid.lines {
            #expect(zip(line.isSilent, line.isWatched).allSatisfy { $1 || !$0 })
        }
        // The rack that is dark now is still told from those that are only unwatched.
        #expect(grid.lines.contains { $0.isSilent.suffix(6).allSatisfy { $0 } })
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

/// Each chart as a terminal without Unicode shows it: the same shape in ASCII.
struct ChartTwinTests {
    private func drawn(_ width: Int, _ height: Int, _ draw: (inout Drawing) -> Void) -> (
        text: [String], ascii: [String]
    ) {
        var drawing = Drawing(width: width, height: height)
        draw(&drawing)
        let both = [false, true].map { ascii in
            CanvasText.write(drawing.canvas, Lowering(depth: .truecolor, ascii: ascii))
                .split(separator: "\n", omittingEmptySubsequences: false).prefix(height).map(String.init)
        }
        let ascii = both[1].joined().unicodeScalars.allSatisfy { $0.isASCII }
        #expect(ascii)
        // What is drawn in one is drawn in the other.
        for (line, twin) in zip(both[0], both[1]) {
            let shape = line.map { $0 == " " || $0 == "⠀" }, other = twin.map { $0 == " " }
            #expect(shape == other, "\(line) | \(twin)")
        }
        return (both[0], both[1])
    }

    @Test func theLineWithItsBandAndItsFellow() {
        let values = (0..<80).map { Float($0 / 40) + ($0 % 4 == 0 ? 1 : 0) }
        let chart = LineChart(
            series: [.init(values: values), .init(values: values.map { 2 - $0 / 2 }, role: .chartAlternate)], low: 0,
            high: 2, lowWords: "0 W", highWords: "2 W", events: [.init(ago: 3, glyph: "×", role: .critical)],
            spanWords: "-80 s")
        let (text, ascii) = drawn(30, 6) { chart.draw(&$0, in: Rect(x: 0, y: 0, width: 30, height: 6)) }
        #expect(text[0].hasPrefix("2 W") && ascii[5].contains("-80 s") && ascii[5].hasSuffix("now"))
        #expect(ascii[4].contains("x"), "the event")
        #expect(ascii.prefix(5).joined().contains { ".:'".contains($0) })
        var drawing = Drawing(width: 30, height: 6)
        chart.draw(&drawing, in: Rect(x: 0, y: 0, width: 30, height: 6))
        for role in [Role.chart, .chartAlternate, .chartBand, .critical] {
            #expect(drawing.canvas.cells.contains { $0.foreground == .role(role) }, "\(role)")
        }
    }

    @Test func theSparklineRisesInASCIIToo() {
        let (text, ascii) = drawn(8, 1) {
            Bars.columns(&$0, (1...8).map { Double($0) / 8 }, in: Rect(x: 0, y: 0, width: 8, height: 1)) { _ in
                .role(.chart)
            }
        }
        #expect(text[0] == "▁▂▃▄▅▆▇█" && ascii[0] == "_.:-=+*#")
    }

    @Test func theHistogramShowsALoneOutlier() {
        let (text, ascii) = drawn(20, 4) {
            Histogram(shares: [0.05] + [Double](repeating: 0.8, count: 99), low: "0 W", high: "9 W")
                .draw(&$0, in: Rect(x: 0, y: 0, width: 20, height: 4)) { _ in .role(.chart) }
        }
        #expect(text[2].contains("▁") && text[0].contains("█") && text[3].hasPrefix("0 W"))
        #expect(ascii[2].contains("_") && ascii[0].contains("#"))
    }

    @Test func limitsStandOnTheGauge() {
        let metric = Catalogue.standard[.tempCelsius], ticks = Bars.ticks(metric)
        #expect(ticks.map(\.role) == [.warning, .critical])
        let (text, ascii) = drawn(20, 1) { drawing in
            Bars.gauge(&drawing, share: 0.5, x: 0, y: 0, width: 20, ticks: ticks)
        }
        #expect(text[0].filter { $0 == "┃" }.count == 2 && text[0].prefix(10).allSatisfy { $0 == "■" })
        #expect(ascii[0].filter { $0 == "|" }.count == 2)
        // Nothing known: no bar, so that no limit seems to be kept.
        let (empty, _) = drawn(20, 1) { Bars.gauge(&$0, share: .nan, x: 0, y: 0, width: 20, ticks: ticks) }
        #expect(!empty[0].contains("┃"))
    }
}
