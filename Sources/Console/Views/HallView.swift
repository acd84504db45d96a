// The hall: where in it is something wrong, right now? Every rack at its floor-plan place.
//
//   A  ████ ████ ████ ████ │ HALL  192 racks · 13,800 GPUs
//   97%████ █×██ ████ ████ │ reporting 13,726 ■■■■■■
//   B  ████ ████ ╳╳╳╳ ████ │ TROUBLES 3 critical 3 warning
//   96%████ ████ ╳╳╳╳ ████ │ × B17/t07/g2 GPU gone   41 s
//      01   02   03   04   │ SELECTED B17
//   last hour ▆▆▆▆▆▆▅▅▆▆▆▆▆
//   0 % ░▒▓█ 100 %  × GPU gone 2  ╳ unreachable 72   1 pixel = 2 GPUs

import Facility
import Screen
import Telemetry

struct HallView {
    let scene: Scene
    let state: ConsoleState
    let source: HeatSource

    init(scene: Scene, state: ConsoleState) {
        self.scene = scene
        self.state = state
        source = HeatSource(scene, state)
    }

    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        let roomy = area.width >= 100 && area.height >= 24 && !state.isFolded
        var rest = area
        // With a panel beside the map the legend has the whole width.
        let legend = roomy ? rest.cutBottom(1) : nil
        if let legend { rest = legend.rest }
        if roomy {
            let cut = rest.cutRight(min(44, max(34, area.width / 4)))
            HallPanel(scene: scene, state: state, source: source).draw(&drawing, in: cut.right)
            rest = cut.rest
        }
        // The bottom: hour strip, sentence and legend, as many as there is room for.
        let stripHeight = area.height >= 30 ? 4 : 0
        let bottom = rest.cutBottom(stripHeight + (roomy ? 1 : area.height >= 8 ? 2 : 1))
        guard let grid = HallGrid(topology: topology, area: bottom.rest, detail: state.detail) else {
            return drawWorst(&drawing, in: area)
        }
        drawMap(&drawing, grid)
        drawBottom(&drawing, grid, in: bottom.bottom, strip: stripHeight, legend: legend?.bottom)
    }

    private func drawMap(_ drawing: inout Drawing, _ grid: HallGrid) {
        let pixels = RackPixels(source: source, shape: grid.shape, trays: grid.trays, gpus: grid.gpus)
        for (index, row) in topology.rows.enumerated() {
            let y = grid.area.y + index * grid.stepY
            drawing.canvas.put(row.name, x: 0, y: y, Style(.title, on: .background, .bold), limit: 3)
            if grid.shape.height >= 2, let rollUp = source.rollUp(.row(index)), source.definition != nil {
                drawing.canvas.put(source.tiny(rollUp.mean), x: 0, y: y + 1, .dim, limit: 4)
            }
            for rack in row.racks {
                let box = grid.box(row: index, number: topology.racks[rack].column)
                if grid.shape.isNumber {
                    drawNumber(&drawing, rack: rack, box)
                } else {
                    pixels.draw(rack: rack, x: box.x, y: box.y, on: &drawing)
                }
                drawing.claim(box, .select(.rack(rack)))
            }
        }
        drawNumbers(&drawing, grid)
        drawSelection(&drawing, grid)
    }

    private func drawNumber(_ drawing: inout Drawing, rack: Int, _ box: Rect) {
        let mark = scene.health.rackMarks[rack]
        let mean = source.rollUp(.rack(rack))?.mean ?? .nan
        let text = source.tiny(mean)
        var style =
            mark > .none
            ? Style(mark.role, on: mark.role, .bold)
            : Style(.role(.text), on: mean.isFinite ? source.ink(mean) : .role(.empty))
        if !source.isMeant(rack: rack) { style = Style(.faint, on: .dimmed) }
        let shown = mark > .none ? String(Character(mark.glyph)) : text
        drawing.canvas.fill(box, Cell(" ", style))
        drawing.canvas.put(shown, x: box.x, y: box.y, style, limit: box.width)
    }

    /// Rack numbers under the map; every second one if two digits do not fit.
    private func drawNumbers(_ drawing: inout Drawing, _ grid: HallGrid) {
        let every = grid.stepX >= 3 ? 1 : grid.stepX == 2 ? 2 : 4
        for column in stride(from: 0, to: grid.columns, by: every) {
            guard let number = grid.labels[column] else { continue }
            let text = number < 10 ? "0\(number)" : "\(number)"
            let x = grid.area.x + column * grid.stepX
            drawing.canvas.put(text, x: x, y: grid.labelLine, .dim, limit: max(2, grid.stepX))
        }
    }

    /// The selected rack: brackets in the gaps beside it, its name lit on both axes, the real cursor on it.
    private func drawSelection(_ drawing: inout Drawing, _ grid: HallGrid) {
        guard !topology.racks.isEmpty else { return }
        let rack = topology.racks[state.selection.rack]
        let box = grid.box(row: rack.row, number: rack.column)
        let selected = Style(.selection, on: .selection, .bold)
        drawing.canvas.put(topology.rows[rack.row].name, x: 0, y: box.y, selected, limit: 2)
        let text = rack.number < 10 ? "0\(rack.number)" : "\(rack.number)"
        drawing.canvas.put(text, x: box.x, y: grid.labelLine, selected)
        for line in 0..<box.height {
            // Without gaps the brackets would stand on the neighbours, and hide what is wrong with them.
            guard grid.shape.gapX > 0 else { break }
            drawing.canvas[box.x - 1, box.y + line] = Cell("▌", Style(.cursor))
            drawing.canvas[box.maxX, box.y + line] = Cell("▐", Style(.cursor))
        }
        drawing.canvas.cursor = (box.x, box.y)
    }

    private func drawBottom(_ drawing: inout Drawing, _ grid: HallGrid, in area: Rect, strip: Int, legend: Rect?) {
        let lines = area.cutTop(strip)
        if strip > 0 { HourStrip(source: source).draw(&drawing, in: lines.top) }
        let rest = lines.rest
        if let legend {
            drawSentence(&drawing, y: rest.y, width: rest.width)
            drawLegend(&drawing, grid, y: legend.y, width: legend.width)
        } else if rest.height >= 2 {
            drawSentence(&drawing, y: rest.y, width: rest.width)
            drawLegend(&drawing, grid, y: rest.y + 1, width: rest.width)
        } else if rest.height == 1, area.width < 40, let worst = ConsoleState.worstFirst(scene).first {
            // In a corner of a screen the worst thing in words says more than a row of counts.
            drawTrouble(&drawing, worst, x: 0, y: rest.y, width: rest.width)
        } else if rest.height == 1 {
            drawLegend(&drawing, grid, y: rest.y, width: rest.width)
        }
    }

    private func drawLegend(_ drawing: inout Drawing, _ grid: HallGrid, y: Int, width: Int) {
        let words = grid.pixelWords(hasHalfBlocks: scene.hasHalfBlocks)
        Legend(source: source, pixelWords: words).draw(&drawing, x: 0, y: y, width: width)
    }

    private func drawSentence(_ drawing: inout Drawing, y: Int, width: Int) {
        guard !topology.racks.isEmpty else {
            drawing.canvas.put("no racks yet: no target has answered", x: 0, y: y, .dim, limit: width)
            return
        }
        let rack = state.selection.rack
        let x = drawing.canvas.put(topology.racks[rack].name, x: 0, y: y, Style(.selection, on: .selection, .bold))
        let words = source.blindWords ?? Sentence(source: source).rack(rack)
        drawing.canvas.put(" " + words, x: x, y: y, limit: width - x)
    }

    /// Too small for any map: the worst thing in words, then the next.
    private func drawWorst(_ drawing: inout Drawing, in area: Rect) {
        // `w` leads through them: the one it came to stands on top.
        let all = ConsoleState.worstFirst(scene)
        let first = all.isEmpty ? 0 : max(0, state.troubleIndex) % all.count
        let troubles = Array(all[first...] + all[..<first])
        if troubles.isEmpty {
            let reporting = Reporting(scene.snapshot, .hall)
            drawing.canvas.put("\(reporting.words) \(reporting.noun) fresh", x: 0, y: area.y)
        }
        for (line, trouble) in troubles.prefix(area.height).enumerated() {
            drawTrouble(&drawing, trouble, x: 0, y: area.y + line, width: area.width)
        }
    }

    private func drawTrouble(_ drawing: inout Drawing, _ trouble: Trouble, x: Int, y: Int, width: Int) {
        let words = Sentence(source: source)
        let rack = words.rack(of: trouble.place).map { topology.racks[$0].name } ?? ""
        drawing.canvas[x, y] = Cell(trouble.mark.glyph, Style(trouble.mark.role, on: trouble.mark.role, .bold))
        drawing.canvas.put(rack + " " + words.words(for: trouble), x: x + 2, y: y, limit: width - 2)
    }
}
