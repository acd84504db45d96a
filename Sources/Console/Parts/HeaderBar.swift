// The two lines on top of every view: where we look, at what moment, how far to trust it; and the views and layers.
//
//   vigie demo · hall A · B17  ● live        18:42:07 UTC  6,864/6,900 targets  460k samples/s  lag 0.4 s
//   1 Hall  2 Rack  3 Tray  7 Targets                         m: SM activity · tensor · power · health

import Facility
import Screen
import Telemetry

struct HeaderBar {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing) {
        let width = drawing.canvas.width
        drawing.canvas.fill(Rect(x: 0, y: 0, width: width, height: 1), Cell(" ", Style(.headerText, on: .header)))
        let right = drawRight(&drawing, width: width)
        drawLeft(&drawing, limit: right - 1)
        drawTabs(&drawing, width: width)
    }

    private func drawLeft(_ drawing: inout Drawing, limit: Int) {
        let mode = mode(width: drawing.canvas.width)
        let isNarrow = drawing.canvas.width < 60
        var x =
            isNarrow ? 0 : drawing.canvas.put("vigie ", x: 0, y: 0, Style(.accent, on: .header, .bold), limit: limit)
        // On little room the place comes first, its own name before those of what it lies in, and then what moment it is.
        let words = breadcrumbs(room: limit - x - (isNarrow && silence == nil ? 0 : Sanitiser.width(of: mode) + 2))
        x = drawing.canvas.put(words, x: x, y: 0, Style(.headerText, on: .header, .bold), limit: limit - x)
        let role: Role = silence != nil ? .critical : state.paused ? .warning : .good
        x = drawing.canvas.put("  " + mode, x: x, y: 0, Style(role, on: .header), limit: limit - x)
        guard let filter = state.activeFilter, limit - x > 8 else { return }
        let hasGPUs = scene.snapshot.topology.gpuCount > 0
        let count = state.matches.map { " \(Figures.count(hasGPUs ? $0.gpuCount : $0.trays.count { $0 }))" } ?? ""
        let room = limit - x - 4 - count.count
        let text = Sanitiser.columns(of: filter.text)
        let cut =
            text.count > room ? String(String.UnicodeScalarView(text.prefix(max(0, room - 1)))) + "…" : filter.text
        drawing.canvas.put("  /" + cut + count, x: x, y: 0, Style(.accent, on: .header), limit: limit - x)
    }

    /// Of who is followed and says nothing new. What stands still on purpose is not meant.
    private var silence: Int64? { state.paused ? nil : scene.silenceMs }

    private func mode(width: Int) -> String {
        if let silence {
            let words = "▲ nothing \(width < 60 ? "" : "new ")for \(Figures.age(silence))"
            return words + (scene.silenceWords.map { ": \($0)" } ?? (width < 100 ? "" : ": is the recorder alive?"))
        }
        let unknown = isUnjudged && width >= 60 ? ", alarms not judged" : ""
        guard state.paused else { return "● " + scene.mode + unknown }
        // What there is to see is said of a picture that stands still too.
        let isTorn = scene.mode.contains("gap:") || scene.mode.contains("damaged:")
        return (isTorn ? "‖ " + scene.mode : "‖ paused") + unknown
    }

    /// No rule has looked at this moment: that it names no alarms says nothing. Before the first slot there is nothing to judge.
    private var isUnjudged: Bool { !scene.alerts.isJudged && scene.snapshot.slot >= 0 }

    /// Site, hall and, below the hall, the way to the selected place; without the first of them where there is no room for all.
    private func breadcrumbs(room: Int) -> String {
        let topology = scene.snapshot.topology
        var parts = [topology.site, topology.hall]
        if !topology.racks.isEmpty, [.rack, .tray, .gpu].contains(state.view) {
            parts.append(topology.racks[state.selection.rack].name)
            let tray = topology.path(tray: state.selection.tray).split(separator: "/").last.map(String.init) ?? ""
            if state.view != .rack { parts.append(tray) }
            if state.view == .gpu { parts.append("g\(state.selection.ordinal)") }
        }
        parts.removeAll(where: \.isEmpty)
        while parts.count > 1, Sanitiser.width(of: parts.joined(separator: " › ")) > room { parts.removeFirst() }
        return parts.joined(separator: " › ")
    }

    /// - Returns: where the right part begins. What matters least goes first when space is short.
    private func drawRight(_ drawing: inout Drawing, width: Int) -> Int {
        let statistics = scene.snapshot.statistics
        let targets = "\(Figures.count(statistics.targetsUp))/\(Figures.counted(statistics.targetsTotal, "target"))"
        let rate = Figures.compact(statistics.samplesPerSecond) + " samples/s"
        let lag = "lag " + Figures.age(statistics.lagMs)
        // Where the mode has no room, the clock says that it is not now's.
        let sign = silence != nil ? "old " : width >= 60 ? "" : state.paused ? "‖ " : state.isLive ? "" : "past "
        let clock = sign + (sign.isEmpty || width >= 30 ? "\(scene.clock) \(scene.zoneName)" : scene.clock)
        // Of a live hall's own past the stream's figures are not kept, and while one stands still they go on: today's would be wrong.
        let isOver = statistics.isOfNewest || state.paused || silence != nil
        let parts = isOver ? [clock] : [clock, targets, rate, lag]
        let count = min(parts.count, width >= 100 ? 4 : width >= 64 ? 2 : width >= 30 || !sign.isEmpty ? 1 : 0)
        let text = parts.prefix(count).joined(separator: "  ") + (count > 0 ? " " : "")
        let missing = !isOver && statistics.targetsUp < statistics.targetsTotal
        let look = Style(sign.isEmpty ? .headerText : .warning, on: .header)
        let start = drawing.canvas.put(text, endingAt: width, y: 0, look)
        if missing, count >= 2 {
            let column = start + Sanitiser.width(of: parts[0]) + 2
            drawing.canvas.put(targets, x: column, y: 0, Style(.warning, on: .header))
        }
        return start
    }

    private func drawTabs(_ drawing: inout Drawing, width: Int) {
        guard drawing.canvas.height > 3 else { return }
        guard width >= 100 else { return drawSummary(&drawing, width: width) }
        var x = 1
        for view in ViewName.allCases {
            guard view.number != nil else { continue }
            let key = scene.keys.label(.view(view))
            let current = view == state.view || (view == .tray && state.view == .gpu)
            let start = x
            x = drawing.canvas.put("\(key) ", x: x, y: 1, Style(.key))
            x = drawing.canvas.put(view.title, x: x, y: 1, current ? Style(.title, on: .background, .bold) : .dim) + 2
            drawing.claim(Rect(x: start, y: 1, width: x - start - 1, height: 1), .view(view))
        }
        drawLayers(&drawing, from: x, width: width)
    }

    private func drawLayers(_ drawing: inout Drawing, from left: Int, width: Int) {
        let names = scene.layers.map { $0.title(scene.snapshot.catalogue) }
        let current = min(state.layer, names.count - 1)
        var text = names.enumerated().map {
            $0.offset == current ? $0.element : scene.layers[$0.offset].short(scene.snapshot.catalogue)
        }
        let menu = scene.keys.label(.metricMenu) + ": "
        while text.joined(separator: " · ").count + menu.count + 1 > width - left, text.count > 1 { text.removeLast() }
        var x = width - text.joined(separator: " · ").count - menu.count - 1
        x = drawing.canvas.put(menu, x: x, y: 1, .dim)
        if state.againstPeers, let peers = scene.keys.entries.first(where: { $0.command == .peers })?.label {
            let words = "\(peers): against peers  "
            x = drawing.canvas.put(
                words, x: max(left, x - words.count - 3), y: 1, Style(.accent, on: .background, .bold))
            x = drawing.canvas.put(menu, x: x, y: 1, .dim)
        }
        for (index, name) in text.enumerated() {
            if index > 0 { x = drawing.canvas.put(" · ", x: x, y: 1, .dim) }
            let style = index == current ? Style(.accent, on: .background, .bold) : Style.dim
            x = drawing.canvas.put(name, x: x, y: 1, style)
        }
    }

    /// Narrow screens: the layer's mean, the power, who reports, how many troubles.
    private func drawSummary(_ drawing: inout Drawing, width: Int) {
        let source = HeatSource(scene, state)
        var words = source.name
        if let rollUp = source.rollUp(.hall) { words += " " + source.text(rollUp.mean) }
        let fresh = Reporting(scene.snapshot, .hall).words
        words += "  " + fresh
        let (critical, warning) = scene.severities
        let isKnown = Reporting(scene.snapshot, .hall).fresh > 0 && silence == nil
        let role: Role = critical > 0 ? .critical : warning > 0 ? .warning : isKnown && !isUnjudged ? .good : .dim
        // Without the rules' word these are places, not causes, and none of them is no calm.
        let noun = scene.alerts.alarms.isEmpty ? " " + Plural.noun("place", of: critical + warning) : ""
        // Where the first line has no room to say so.
        let unmarked = width < 30 ? "● not judged" : "● nothing marked" + (width < 60 ? ", not judged" : "")
        let none = isUnjudged ? unmarked : "● calm"
        var text = isKnown ? none : silence != nil ? "● unknown" : "● nobody reports"
        let muted = scene.alerts.alarms.count - scene.loudAlarms.count
        if muted > 0 { text = "● \(muted) muted" }
        if critical + warning > 0 { text = "● \(critical) critical ▲ \(warning) warning\(noun)" }
        if Sanitiser.width(of: text) > width { text = "● \(critical) ▲ \(warning)" }
        if width < 40, state.view != .hall, let worst = ConsoleState.worstFirst(scene).first {
            // In a corner of a screen the worst thing in words stands in every view.
            let place = ConsoleState.name(worst.place, scene.snapshot.topology)
            text = "\(worst.mark.glyph) \(place) \(worst.mark.word)"
            drawing.canvas.put(text, x: 0, y: 1, Style(worst.mark.role), limit: width)
            return
        }
        // What does not fit is left out whole: a cut number is another number.
        let room = width - Sanitiser.width(of: text) - 2
        let fitting = [words, fresh, ""].first { Sanitiser.width(of: $0) <= room } ?? ""
        let x = drawing.canvas.put(fitting, x: 0, y: 1, .dim)
        drawing.canvas.put(text, x: fitting.isEmpty ? 0 : x + 2, y: 1, Style(role))
    }
}
