// A host without GPUs in the rack view: the layer's value, then what hosts are asked first. It shares the line of trays.

import Facility
import Screen
import Telemetry

struct HostRow {
    static let step = 10

    let scene: Scene
    let source: HeatSource
    /// Of the whole line.
    let width: Int

    private var figures: [(title: String, metric: MetricID)] {
        let all: [(String, MetricID)] = [
            ("CPU busy", .hostCPUBusyRatio), ("memory", .hostMemoryUsedRatio), ("disk /", .hostDiskUsedRatio),
            ("receive", .hostNetReceiveBytesPerSecond), ("transmit", .hostNetTransmitBytesPerSecond),
        ]
        return Array(all.prefix(width >= 100 ? 5 : width >= 60 ? 3 : 0))
    }

    /// Where the host's name begins.
    func hostX(from x: Int) -> Int { x + (figures.count + 1) * Self.step }

    func drawHeader(_ drawing: inout Drawing, x: Int, y: Int) {
        for (index, figure) in figures.enumerated() {
            drawing.canvas.put(figure.title, x: x + (index + 1) * Self.step, y: y, .dim, limit: Self.step - 1)
        }
    }

    func draw(_ drawing: inout Drawing, tray: Int, x: Int, y: Int, selected: Bool) {
        let mark = scene.health.trayMarks[tray], value = Double(source.value(tray: tray))
        var style = Style(.role(.text), on: value.isFinite ? source.ink(value) : .role(.empty))
        if mark > .none { style = Style(mark.role, on: mark.role, .bold) }
        if !source.isMeant(tray: tray) { style = Style(.faint, on: .dimmed) }
        if selected { style.attributes.formUnion([.underline, .bold]) }
        let text = (mark > .none ? String(Character(mark.glyph)) : "") + (value.isFinite ? source.tiny(value) : "")
        drawing.canvas.fill(Rect(x: x, y: y, width: 6, height: 1), Cell(" ", style))
        drawing.canvas.put(text, endingAt: x + 6, y: y, style)
        if selected {
            drawing.canvas[x - 1, y] = Cell("▌", Style(.cursor))
            drawing.canvas.cursor = (x, y)
        }
        for (index, figure) in figures.enumerated() {
            let (words, look) = GPUFields.text(scene.snapshot, figure.metric, tray)
            drawing.canvas.put(words, x: x + (index + 1) * Self.step, y: y, look, limit: Self.step - 1)
        }
    }
}
