// The targets: can I trust the picture? Every page that is read, failing ones first, with the reason in words.
//
//   6,864 of 6,900 targets up · 460k samples/s · 118 MB/s · 0 late · 0 missed
//   state        age    took   size    series  bad  every  target                      reason
//   unreachable  41 s   –      –       –       0    1 s    127.1.5.14:9400/metrics     connection refused
//   late         2.4 s  12 ms  26 kB   100     0    1 s    127.1.5.15:9400/metrics
//   frozen       0.4 s  11 ms  26 kB   100     0    1 s    127.1.6.02:9400/metrics     nothing has moved for 12 s
//   fresh        0.1 s  9 ms   58 kB   500     2    15 s   127.1.1.00:9100/metrics     line 7: no value

import Facility
import Screen
import Storage
import Telemetry

struct TargetsView {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, in area: Rect) {
        let snapshot = scene.snapshot, statistics = snapshot.statistics
        var words = "\(Figures.count(statistics.targetsUp)) of \(Figures.count(statistics.targetsTotal)) targets up"
        words +=
            " · \(Figures.compact(statistics.samplesPerSecond)) samples/s · \(Figures.value(statistics.bytesPerSecond, .bytesPerSecond))"
        words +=
            " · \(Figures.count(statistics.lateSamples)) late batches · \(Figures.count(statistics.missedScrapes)) missed scrapes"
        drawing.canvas.put(words, x: 0, y: area.y, limit: area.width)
        guard area.height > 3 else { return }
        drawHeader(&drawing, y: area.y + 1, width: area.width)
        let rows = area.height - 2
        let order = scene.targetOrder
        let selected = min(max(0, state.listLine), max(0, order.count - 1))
        let first = max(0, min(selected - rows / 2, order.count - rows))
        for (offset, index) in order.dropFirst(first).prefix(rows).enumerated() {
            draw(
                &drawing, snapshot.targets[index], y: area.y + 2 + offset, width: area.width,
                selected: first + offset == selected)
            drawing.claim(Rect(x: 0, y: area.y + 2 + offset, width: area.width, height: 1), .line(first + offset))
        }
    }

    private func columns(_ width: Int) -> [(title: String, x: Int)] {
        width >= 100
            ? [
                ("state", 1), ("age", 14), ("took", 23), ("size", 32), ("series", 41), ("bad", 49), ("every", 55),
                ("target", 63), ("reason", 63 + (width - 63) / 2),
            ]
            : width >= 40
                ? [("state", 1), ("age", 13), ("target", 21), ("reason", 21 + (width - 21) / 2)]
                : [("state", 1), ("target", 8)]
    }

    private func drawHeader(_ drawing: inout Drawing, y: Int, width: Int) {
        for column in columns(width) { drawing.canvas.put(column.title, x: column.x, y: y, .dim) }
    }

    private func draw(_ drawing: inout Drawing, _ target: TargetStatus, y: Int, width: Int, selected: Bool) {
        let columns = columns(width)
        for (index, column) in columns.enumerated() {
            let limit = (index + 1 < columns.count ? columns[index + 1].x : width) - column.x - 1
            let (text, style) = cell(target, column.title)
            drawing.canvas.put(text, x: column.x, y: y, style, limit: limit)
        }
        if selected {
            drawing.canvas[0, y] = Cell("▌", Style(.cursor))
            drawing.canvas.restyle(Rect(x: 1, y: y, width: width - 1, height: 1)) { $0.background = .role(.panel) }
            drawing.canvas.cursor = (0, y)
        }
    }

    private func cell(_ target: TargetStatus, _ column: String) -> (String, Style) {
        let known = target.lastSuccess != nil
        switch column {
        case "state":
            let role: Role = target.state == .fresh ? .good : target.failure != nil ? .critical : .warning
            return (target.state.word, Style(role))
        case "age":
            return (target.lastSuccess.map { Figures.age(scene.snapshot.moment - $0) } ?? "never", .text)
        case "took": return (known ? "\(Figures.count(target.lastDurationMs)) ms" : "–", .dim)
        case "size": return (known ? Figures.value(Double(target.bytes), .bytes) : "–", .dim)
        case "series": return (known ? Figures.count(target.series) : "–", .dim)
        case "bad": return (Figures.count(target.badLines), target.badLines > 0 ? Style(.warning) : .dim)
        case "every":
            let learned = target.learnedIntervalMs.map { "/" + Figures.age($0) } ?? ""
            return (Figures.age(target.description.intervalMs64) + learned, .dim)
        case "target": return (target.description.url, .text)
        default:
            let reason = target.failure?.reason ?? (target.badLines > 0 ? target.firstBadLine ?? "bad lines" : "")
            return (reason, Style(target.failure == nil ? .warning : .critical))
        }
    }
}

extension TargetDescription {
    var intervalMs64: Int64 { Int64(intervalMs) }
}
