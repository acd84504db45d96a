// A canvas onto the terminal (unsafe: rows of cchar_t): only cells that changed go to ncurses, heat with hysteresis.

import CNcurses
import Glibc
import Screen

extension NcursesScreen {
    /// The terminal's bell.
    public func ring() { _ = beep() }

    /// Draws a frame, or as much of it as may be sent.
    ///
    /// - Parameter budget: bytes after which no further row is begun; what is left out goes first the next time.
    /// - Returns: bytes sent, and whether the frame stands whole on the screen.
    @discardableResult
    public func present(_ canvas: Canvas, theme: Theme, budget: Int = .max) -> (bytes: Int, isWhole: Bool) {
        let before = WrittenBytes.ofThisThread
        prepare(canvas, theme)
        // ncurses leaves nothing in its buffer between frames, so what is sent around one keeps its order. Not by putp: that
        // fills the standard stream's buffer, which nobody flushes until the end.
        var isFramed = false
        func frame() {
            guard synchronizes, !isFramed else { return }
            send("\u{1B}[?2026h")
            isFramed = true
        }
        defer { if isFramed { send("\u{1B}[?2026l") } }
        func refresh() {
            if let cursor = canvas.cursor { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
            wrefresh(window)
        }
        let height = min(canvas.height, size.height)
        guard budget < .max else {
            // One refresh for all rows: ncurses then finds the shortest way between them.
            for y in 0..<height where put(canvas, row: y) { frame() }
            refresh()
            return (WrittenBytes.ofThisThread - before, true)
        }
        for y in order.rows(height: height, cursor: canvas.cursor?.y) {
            guard WrittenBytes.ofThisThread - before < budget else {
                order.stop(before: y)
                return (WrittenBytes.ofThisThread - before, false)
            }
            guard put(canvas, row: y) else { continue }
            frame()
            refresh()
        }
        order = RowOrder()
        refresh()
        return (WrittenBytes.ofThisThread - before, true)
    }

    /// Hands the changed cells of a row to ncurses.
    ///
    /// - Returns: whether there are any.
    private func put(_ canvas: Canvas, row y: Int) -> Bool {
        var changed = false
        var x = 0
        while x < canvas.width {
            let start = x
            while x < canvas.width, update(canvas, x, y) { x += 1 }
            if x > start {
                changed = true
                row.withUnsafeBufferPointer {
                    _ = vg_row(window, Int32(y), Int32(start), $0.baseAddress! + start, Int32(x - start))
                }
            }
            x += 1
        }
        return changed
    }

    private func send(_ text: StaticString) {
        send(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes past ncurses, whole.
    func send(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(fileno(output), UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 { rest = rest.dropFirst(count) } else if count == 0 || errno != EINTR { return }
        }
    }

    private func prepare(_ canvas: Canvas, _ theme: Theme) {
        if pairs == nil || themeName != theme.name + theme.map.rawValue {
            pairs = PairTable(theme: theme, depth: depth)
            themeName = theme.name + theme.map.rawValue
            shown = []
            if depth != .mono { wbkgdset(window, 0x20) }
        }
        if shown.count != canvas.cells.count || shownSize != (canvas.width, canvas.height) {
            shown = Array(repeating: nil, count: canvas.cells.count)
            shownSteps = Array(repeating: (255, 255), count: canvas.cells.count)
            shownSize = (canvas.width, canvas.height)
            row = Array(repeating: cchar_t(), count: canvas.width)
        }
    }

    /// Puts one cell into the row if it differs from what is shown.
    private func update(_ canvas: Canvas, _ x: Int, _ y: Int) -> Bool {
        let index = y * canvas.width + x
        let cell = lowering.cell(steadied(canvas.cells[index], index, after: x > 0 ? canvas.cells[index - 1] : nil))
        if shown[index] == cell { return false }
        shown[index] = cell
        let pair = pairs!.pair(cell.foreground, cell.background)
        let looks = pairs!.bearsBold(pair) ? cell.attributes : cell.attributes.subtracting(.bold)
        vg_cell(&row[x], wchar_t(bitPattern: cell.scalar.value), attributes(looks), pair)
        return true
    }

    /// The cell with its heat held at the shown step while the exact level stays near it. Letters on one ground are one thing: they take the
    /// step of the cell to the left, or a number would have two inks.
    private func steadied(_ cell: Cell, _ index: Int, after left: Cell?) -> Cell {
        guard cell.foreground.heatLevel != nil || cell.background.heatLevel != nil else {
            shownSteps[index] = (255, 255)
            return cell
        }
        var result = cell
        var steps: (UInt8, UInt8) = (255, 255)
        if let level = cell.foreground.heatLevel {
            steps.0 = step(level, shownSteps[index].0)
            result.foreground = cell.foreground.at(level: HeatSteps.level(Int(steps.0), of: lowering.steps))
        }
        if let level = cell.background.heatLevel {
            let goesOn = cell.scalar != "▀" && left.map { $0.background == cell.background && $0.scalar != "▀" } == true
            steps.1 = goesOn ? shownSteps[index - 1].1 : step(level, shownSteps[index].1)
            result.background = cell.background.at(level: HeatSteps.level(Int(steps.1), of: lowering.steps))
        }
        shownSteps[index] = steps
        return result
    }

    private func step(_ level: UInt8, _ before: UInt8) -> UInt8 {
        UInt8(
            before == 255
                ? HeatSteps.step(level, of: lowering.steps)
                : HeatSteps.step(level, shown: Int(before), of: lowering.steps))
    }

    private func attributes(_ attributes: Attributes) -> attr_t {
        var result: attr_t = 0
        if attributes.contains(.bold) { result |= VG_BOLD }
        if attributes.contains(.dim) { result |= VG_DIM }
        if attributes.contains(.underline) { result |= VG_UNDERLINE }
        if attributes.contains(.reverse) { result |= VG_REVERSE }
        return result
    }
}
