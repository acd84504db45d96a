// The targets: can I trust the picture? Every page that is read, failing ones first, with the reason in words.
//
//   6,864 of 6,900 targets up · 460k samples/s · 118 MB/s · 0 late · 0 missed
//   state        age    took   size    samples bad  unknown every  target                   reason
//   unreachable  41 s   –      –       –       0    –       1 s    127.1.5.14:9400/metrics  connection refused
//   ─────────────────────────────────────────────────────────────────────────────────────────────────────────
//   http://127.1.5.14:9400/metrics   b17-c07   job=dcgm instance=127.1.5.14:9400
//   up 0

import Facility
import Screen
import Storage
import Telemetry

struct TargetsView {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, in area: Rect) {
        let table = TargetTable(scene, state)
        drawing.canvas.put(summary(table), x: 0, y: area.y, limit: area.width)
        guard area.height > 1 else { return }
        let head = area.height > 3 ? 2 : 1
        let panel = area.height >= 16 ? 5 : 0
        let rows = area.height - head - panel
        let selected = min(max(0, state.listLine), max(0, table.rows.count - 1))
        let first = max(0, min(selected - rows / 2, table.rows.count - rows))
        let shown = table.rows.dropFirst(first).prefix(rows)
        let columns = columns(area.width, shown)
        if head > 1 { drawHeader(&drawing, columns, y: area.y + 1) }
        for (offset, index) in shown.enumerated() {
            let y = area.y + head + offset
            draw(&drawing, scene.snapshot.targets[index], columns, y: y, width: area.width, first + offset == selected)
            drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .line(first + offset))
        }
        guard panel > 0, selected < table.rows.count else { return }
        drawing.rule(x: 0, y: area.maxY - panel, width: area.width)
        let below = Rect(x: 1, y: area.maxY - panel + 1, width: area.width - 2, height: panel - 1)
        drawPanel(&drawing, scene.snapshot.targets[table.rows[selected]], in: below)
    }

    private func summary(_ table: TargetTable) -> String {
        let statistics = scene.snapshot.statistics
        var words = !statistics.isOfNewest ? "" : "as they are now, their past is in recordings: "
        words += "\(Figures.count(statistics.targetsUp)) of \(Figures.counted(statistics.targetsTotal, "target")) up"
        if table.hiddenCount > 0 { words += ", \(Figures.count(table.hiddenCount)) hidden by the filter" }
        words +=
            " · \(Figures.compact(statistics.samplesPerSecond)) samples/s · \(Figures.value(statistics.bytesPerSecond ?? .nan, .bytesPerSecond))"
        return words
            + " · \(Figures.counted(statistics.latePages, "page")) out of time"
            + " · \(Figures.counted(statistics.missedScrapes, "missed scrape"))"
    }

    /// A target is as wide as the longest in sight, half of the rest at most: reasons need their words.
    private func columns(_ width: Int, _ shown: ArraySlice<Int>) -> [(column: TargetColumn, x: Int)] {
        var columns: [(column: TargetColumn, x: Int)] = [(.state, 1), (.age, 13)]
        if width < 40 { return [(.state, 1), (.target, 8)] }
        if width >= 100 { columns += [(.took, 21), (.size, 30), (.samples, 39), (.bad, 47)] }
        if width >= 140 { columns += [(.unknown, 53), (.every, 61)] }
        let x = width >= 140 ? 71 : width >= 100 ? 53 : 21
        let longest = shown.lazy.map { Sanitiser.width(of: scene.snapshot.targets[$0].description.url) }.max() ?? 0
        return columns + [(.target, x), (.reason, x + min((width - x) / 2, max(longest, 6) + 1))]
    }

    private func drawHeader(_ drawing: inout Drawing, _ columns: [(column: TargetColumn, x: Int)], y: Int) {
        for (column, x) in columns {
            let isSorted = column == state.targetOrder.column
            let arrow = isSorted ? (column.fallsFirst != state.targetOrder.isReversed ? "↓" : "↑") : ""
            let isChosen = state.chosenTargetColumn == column
            drawing.canvas.put(
                column.rawValue + arrow, x: x, y: y, look(isSorted: isSorted, isChosen: isChosen))
        }
    }

    private func look(isSorted: Bool, isChosen: Bool) -> Style {
        var style = isSorted ? Style(.accent) : Style.dim
        if isChosen { style.attributes.formUnion([.underline, .bold]) }
        return style
    }

    private func draw(
        _ drawing: inout Drawing, _ target: TargetStatus, _ columns: [(column: TargetColumn, x: Int)], y: Int,
        width: Int, _ selected: Bool
    ) {
        for (index, (column, x)) in columns.enumerated() {
            let limit = (index + 1 < columns.count ? columns[index + 1].x : width) - x - 1
            let (text, style) = column.cell(target, at: scene.snapshot.targetsMoment)
            drawing.canvas.put(text, x: x, y: y, style, limit: limit)
        }
        if selected {
            drawing.canvas[0, y] = Cell("▌", Style(.cursor))
            drawing.canvas.restyle(Rect(x: 1, y: y, width: width - 1, height: 1)) { $0.background = .role(.panel) }
            drawing.canvas.cursor = (0, y)
        }
    }

    /// How long it is what it is. Of one that fell silent the column's age counts from its last page; the verdict came later.
    private func standing(_ target: TargetStatus) -> String {
        guard let since = target.since else { return "" }
        let moment = scene.snapshot.targetsMoment, word = target.state.word
        guard let last = target.lastSuccess, since > last, target.state != .fresh else {
            return ", \(word) for \(Figures.age(moment - since))"
        }
        return ", last page \(Figures.age(moment - last)) ago, called \(word) \(Figures.age(moment - since)) ago"
    }

    /// Everything about one target that has no column of its own.
    private func drawPanel(_ drawing: inout Drawing, _ target: TargetStatus, in area: Rect) {
        let topology = scene.snapshot.topology
        var x = drawing.canvas.put(target.description.url, x: area.x, y: area.y, Style(.title), limit: area.width) + 2
        if let tray = target.tray {
            let words = "\(topology.path(tray: tray)) \(topology.trays[tray].host)"
            x = drawing.canvas.put(words, x: x, y: area.y, Style(.accent), limit: max(0, area.maxX - x)) + 2
        }
        let labels = target.description.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        drawing.canvas.put(labels.joined(separator: " "), x: x, y: area.y, .dim, limit: max(0, area.maxX - x))
        let own = target.selfMetrics.map {
            "\($0.name) \(Figures.fixed($0.value, $0.value.rounded() == $0.value ? 0 : 3))"
        }
        drawing.canvas.put(own.joined(separator: "  "), x: area.x, y: area.y + 1, .dim, limit: area.width)
        var words = "\(Figures.counted(target.scrapes, "scrape")) answered, \(Figures.count(target.failures)) failed"
        words += standing(target)
        words += "; every " + TargetColumn.every.cell(target, at: scene.snapshot.targetsMoment).0
        if target.page.unknownFamilies > 0 {
            words += "; \(Figures.counted(target.page.unknownFamilies, "family", "families")) in no catalogue"
        }
        if target.page.printsPercent { words += "; ratios of this target are in per cent, as one above 1 showed" }
        if target.page.droppedSeries > 0 {
            words += "; \(Figures.count(target.page.droppedSeries)) series dropped by rules"
        }
        if let rival = target.rival, scene.snapshot.targets.indices.contains(rival) {
            words += "; of the same host, values of \(scene.snapshot.targets[rival].description.url) count first"
        }
        drawing.canvas.put(words, x: area.x, y: area.y + 2, .dim, limit: area.width)
        let (reason, style) = TargetColumn.reason.cell(target, at: scene.snapshot.targetsMoment)
        let hint = reason.isEmpty ? "Enter: every series of this page" : reason
        drawing.canvas.put(hint, x: area.x, y: area.y + 3, reason.isEmpty ? .dim : style, limit: area.width)
    }
}
