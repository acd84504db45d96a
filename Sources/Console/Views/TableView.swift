// The table: any list, any column, sortable. Left and right choose a column, s sorts by it, L changes what a line stands for.
//
//   13,800 GPUs, sorted by temp
//   place         state        SM      tensor  power    temp↓  memory   age    job        host
//   B17/t07/g2    × GPU gone   –       –       –        –      –        41 s   train-42   b17-c07

import Facility
import Screen
import Storage
import Telemetry

struct TableView {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, in area: Rect) {
        let table = PlaceTable(scene, state)
        let list = state.lists[.table] ?? ListPosition()
        let header = area.height > 3 ? 2 : 1
        if header > 1 { drawTitle(&drawing, table, list, y: area.y, width: area.width) }
        let shown = columns(table, width: area.width, chosen: list.column)
        drawHeader(&drawing, table, shown, list, y: area.y + header - 1)
        let rows = area.height - header
        guard rows > 0, !table.rows.isEmpty else { return }
        let selected = min(max(0, list.line), table.rows.count - 1)
        let first = max(0, min(selected - rows / 2, table.rows.count - rows))
        for (offset, place) in table.rows.dropFirst(first).prefix(rows).enumerated() {
            let y = area.y + header + offset
            for (index, x) in shown {
                let column = table.columns[index]
                let (text, style) = table.cell(column, place)
                put(&drawing, text, column, x: x, y: y, style, width: area.width)
            }
            if first + offset == selected {
                drawing.canvas[0, y] = Cell("▌", Style(.cursor))
                drawing.canvas.restyle(Rect(x: 1, y: y, width: area.width - 1, height: 1)) {
                    $0.background = .role(.panel)
                }
                drawing.canvas.cursor = (1, y)
            }
            drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .line(first + offset))
        }
    }

    private func put(
        _ drawing: inout Drawing, _ text: String, _ column: TableColumn, x: Int, y: Int, _ style: Style, width: Int
    ) {
        if column.isNumber {
            let start = max(x, x + column.width - 1 - Sanitiser.width(of: text))
            drawing.canvas.put(text, x: start, y: y, style, limit: min(column.width - 1, width - start))
        } else {
            drawing.canvas.put(text, x: x, y: y, style, limit: min(column.width - 1, width - x))
        }
    }

    private func drawTitle(_ drawing: inout Drawing, _ table: PlaceTable, _ list: ListPosition, y: Int, width: Int) {
        let names: [Level: String] = [.gpu: "GPU", .tray: "tray", .rack: "rack", .row: "row"]
        let areHosts = scene.snapshot.topology.gpuCount == 0 && (state.levels[.table] ?? .gpu) == .gpu
        var words =
            Figures.counted(table.rows.count, areHosts ? "host" : names[state.levels[.table] ?? .gpu] ?? "place")
        if let column = list.sortColumn, column < table.columns.count {
            words += " by \(table.columns[column].title(scene.snapshot.catalogue))"
        } else {
            words += " in floor order"
        }
        if table.rows.isEmpty {
            words += state.matches == nil ? ": no target has answered" : ": none matches the filter"
        }
        let keys = [Command.sort, .level, .fold].map { scene.keys.label($0) }
        words += " · ←→ column, \(keys[0]) sort, \(keys[1]) level, \(keys[2]) wide"
        drawing.canvas.put(words, x: 0, y: y, .dim, limit: width)
    }

    /// Columns that fit, with their places; the first always, the chosen one within sight.
    private func columns(_ table: PlaceTable, width: Int, chosen: Int) -> [(index: Int, x: Int)] {
        func lay(from first: Int) -> [(index: Int, x: Int)] {
            var x = 1
            var shown: [(index: Int, x: Int)] = []
            for index in [0] + Array(first..<table.columns.count) where index == 0 || index >= first {
                let column = table.columns[index]
                guard index == 0 || x + column.width <= width + 1 else { break }
                shown.append((index, x))
                x += column.width
            }
            return shown
        }
        var first = 1
        while first < chosen, !lay(from: first).contains(where: { $0.index == chosen }) { first += 1 }
        return lay(from: first)
    }

    private func drawHeader(
        _ drawing: inout Drawing, _ table: PlaceTable, _ shown: [(index: Int, x: Int)], _ list: ListPosition, y: Int
    ) {
        for (index, x) in shown {
            let column = table.columns[index]
            let sorted = list.sortColumn == index
            let title = column.title(scene.snapshot.catalogue) + (sorted ? (list.isReversed ? "↑" : "↓") : "")
            var style = sorted ? Style(.accent) : Style.dim
            if list.column == index { style.attributes.formUnion([.underline, .bold]) }
            put(&drawing, title, column, x: x, y: y, style, width: drawing.canvas.width)
            drawing.claim(Rect(x: x, y: y, width: column.width, height: 1), .column(index))
        }
    }
}
