// The alerts: what must I do? One line per cause, worst first; below it what is known of the selected one and what to touch.
//
//   2 critical  3 warning   pending 4   blind 12 rules
//   ready 186 racks whole, 190 with 16/18, 192 any: 13,640 GPUs · 13,726 reporting of 13,800 installed, 13,800 planned
//     place        alarm               age     members     first                     seen
//   ! B17          HostSilent          41 s    72/72       B17/t01 silent            anna
//   ▲ C03/t11      ThermalMarginLow    2m05s   4/4         C03/t11/g0 margin 3 °C
//   ────────────────────────────────────────────────────────────────────────────────
//   B17: 72 of 72 GPUs silent
//   since  18:42:07, first B17/t01, within 1.0 s
//   cause  dark or its path lost: no BMC page tells; ...
//   next   look at management switch and uplink of B17 and at its power

import Alerting
import Facility
import Screen
import Telemetry

struct AlertsView {
    let scene: Scene
    let state: ConsoleState

    private var board: AlertBoard { scene.alerts }
    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard area.height > 0 else { return }
        guard board.moment.milliseconds > 0 else {
            drawing.canvas.put("no rules evaluated yet", x: 0, y: area.y, .dim, limit: area.width)
            return
        }
        drawSummary(&drawing, y: area.y, width: area.width)
        var area = area
        if area.height >= 12 {
            drawReadiness(&drawing, y: area.y + 1, width: area.width)
            area = Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1)
        }
        guard area.height >= 3 else { return drawWorst(&drawing, area) }
        let lines = state.shownAlarms(scene)
        let selected = min(max(0, state.listLine), max(0, lines.count - 1))
        // Few alarms leave the room to what is known of the selected one.
        let listed = min(max(3, lines.count), area.height / 2 - 2)
        let detail = lines.isEmpty || area.height < 10 ? 0 : area.height - 2 - listed
        let rows = area.height - 2 - detail
        drawHeader(&drawing, y: area.y + 1, width: area.width)
        if lines.isEmpty {
            let hidden = board.listed.count
            let marked = ConsoleState.worstFirst(scene).prefix(3).map {
                "\(path($0.place)) \($0.mark.word)"
            }
            let none = marked.isEmpty ? "no alarms" : "no alarms; marked: " + marked.joined(separator: ", ")
            let words = hidden == 0 ? none : "none of \(hidden) alarms matches the filter"
            let style: Style = hidden > 0 ? .dim : marked.isEmpty ? Style(.good) : Style(.warning)
            drawing.canvas.put(words, x: 2, y: area.y + 2, style, limit: area.width - 2)
            return drawBlind(&drawing, Rect(x: 0, y: area.y + 4, width: area.width, height: area.height - 4))
        }
        let first = max(0, min(selected - rows / 2, lines.count - rows))
        for (offset, alarm) in lines.dropFirst(first).prefix(rows).enumerated() {
            let y = area.y + 2 + offset
            draw(&drawing, alarm, y: y, width: area.width, isSelected: first + offset == selected)
            drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .line(first + offset))
        }
        guard detail > 0 else { return }
        drawing.rule(x: 0, y: area.maxY - detail, width: area.width)
        let box = Rect(x: 1, y: area.maxY - detail + 1, width: area.width - 2, height: detail - 1)
        drawDetail(&drawing, lines[selected], box)
    }

    private func drawSummary(_ drawing: inout Drawing, y: Int, width: Int) {
        var x = 0
        let loud = scene.loudAlarms
        for severity in Severity.allCases.reversed() {
            let count = loud.count { $0.severity == severity }
            guard count > 0 else { continue }
            x =
                drawing.canvas.put(
                    "\(count) \(severity.rawValue)", x: x, y: y, Style(Self.role(severity)),
                    limit: max(0, width - x)) + 2
        }
        if loud.count < board.alarms.count {
            x = drawing.canvas.put("\(board.alarms.count - loud.count) muted", x: x, y: y, .dim, limit: width) + 2
        }
        let marked = scene.health.troubles
        if board.alarms.isEmpty, marked.isEmpty {
            x = drawing.canvas.put("calm", x: x, y: y, Style(.good), limit: width) + 2
        } else if board.alarms.isEmpty {
            // A rule waits before it fires; what the map marks is there all the same.
            let words = "no alarm yet, \(Figures.counted(marked.count, "place")) marked"
            x = drawing.canvas.put(words, x: x, y: y, Style(.warning), limit: width) + 2
        }
        if let lag = LagWords.words(scene) {
            x = drawing.canvas.put(lag, x: x, y: y, Style(.warning), limit: max(0, width - x)) + 2
        }
        var words = ""
        let hidden = board.listed.count - state.shownAlarms(scene).count
        if hidden > 0 { words += "\(Figures.count(hidden)) hidden by the filter  " }
        let pending = board.pending.reduce(0) { $0 + $1.count }
        if pending > 0 {
            words += "\(Figures.count(pending)) pending"
            // Those that a firing alarm explains have no line of their own.
            let rules = board.pending.filter { $0.count > 0 }.map { "\($0.rule) \(Figures.count($0.count))" }
            let more = rules.count > 3 ? ", …)" : ")"
            if width >= 120 { words += " (" + rules.prefix(3).joined(separator: ", ") + more }
            words += "  "
        }
        if !board.resolved.isEmpty { words += "\(board.resolved.count) over  " }
        if !board.blind.isEmpty { words += "\(board.blind.count) rules blind" }
        drawing.canvas.put(words, x: x, y: y, .dim, limit: max(0, width - x))
    }

    /// `ready 186 racks whole, 190 with 16 of 18, 192 any: 13,640 GPUs · 13,800 planned, 13,800 installed, 13,726 reporting`
    private func drawReadiness(_ drawing: inout Drawing, y: Int, width: Int) {
        let ready = board.readiness
        guard ready.planned > 0 else { return }
        var words =
            "ready \(Figures.count(ready.whole.racks)) racks whole, \(Figures.count(ready.nearly.racks)) with 16/18, "
        words +=
            "\(Figures.count(ready.any.racks)) any: \(Figures.count(ready.any.gpus)) GPUs · \(Figures.count(ready.reporting)) reporting "
        words +=
            "of \(Figures.count(ready.installed)) installed, \(Figures.count(ready.planned)) planned · \(Figures.count(ready.burntIn)) burnt in"
        let x = drawing.canvas.put(words, x: 0, y: y, .dim, limit: width)
        // How far the hall is from what the site is to have.
        let target = " of the target \(Figures.count(ready.planned))", gauge = width - x - target.count - 11
        guard gauge >= 4 else { return }
        let share = Double(ready.reporting) / Double(ready.planned)
        Bars.gauge(&drawing, share: share, x: x + 2, y: y, width: min(20, gauge), .good)
        let at = x + 3 + min(20, gauge)
        // Rounded down: all is said only where it is all.
        let percent = Figures.fixed((share * 1_000).rounded(.down) / 10, 1) + " %"
        drawing.canvas.put(percent + target, x: at, y: y, .dim, limit: width - at)
    }

    private func columns(_ width: Int) -> [(title: String, x: Int)] {
        if width >= 110 {
            return [("place", 2), ("alarm", 17), ("age", 40), ("members", 49), ("first", 63), ("seen", width - 18)]
        }
        if width >= 60 { return [("place", 2), ("alarm", 15), ("age", 36), ("members", 44), ("first", 56)] }
        return [("place", 2), ("alarm", 13)]
    }

    private func drawHeader(_ drawing: inout Drawing, y: Int, width: Int) {
        for column in columns(width) {
            drawing.canvas.put(column.title, x: column.x, y: y, .dim, limit: width - column.x)
        }
    }

    private func draw(_ drawing: inout Drawing, _ alarm: Alarm, y: Int, width: Int, isSelected: Bool) {
        let isOver = alarm.phase == .resolved
        let quiet = isOver || alarm.phase == .pending || scene.notebook.mute(of: alarm, at: scene.muteMoment) != nil
        let role = Self.role(alarm.severity)
        if alarm.phase == .pending { drawing.canvas[0, y] = Cell("…", .dim) }
        if !quiet { drawing.canvas[0, y] = Cell(Self.glyph(alarm.severity), Style(role, on: .background, .bold)) }
        let columns = columns(width)
        for (index, column) in columns.enumerated() {
            let limit = (index + 1 < columns.count ? columns[index + 1].x : width) - column.x - 1
            let style: Style = quiet ? .dim : column.title == "alarm" ? Style(role) : .text
            drawing.canvas.put(text(alarm, column.title), x: column.x, y: y, style, limit: limit)
        }
        guard isSelected else { return }
        drawing.canvas[1, y] = Cell("▌", Style(.cursor))
        drawing.canvas.restyle(Rect(x: 2, y: y, width: max(0, width - 2), height: 1)) { $0.background = .role(.panel) }
        drawing.canvas.cursor = (1, y)
    }

    private func text(_ alarm: Alarm, _ column: String) -> String {
        switch column {
        case "place": return alarm.placeName
        case "alarm": return alarm.name + (alarm.consequences.isEmpty ? "" : " +\(alarm.consequences.count)")
        case "age": return alarm.phase == .resolved ? "over" : Figures.age(board.moment - alarm.since)
        case "members": return "\(Figures.count(alarm.memberCount))/\(Figures.count(alarm.memberTotal))"
        case "first":
            // Of a job that hangs the first in time are its victims: whom they wait for is told instead.
            if let odd = JobEvidence.oddest(scene, alarm) { return "\(path(.gpu(odd))) is unlike the others" }
            return alarm.members.first.map { "\(path($0.place)) \($0.words)" } ?? ""
        default:
            if alarm.phase == .pending { return "pending" }
            let seen = scene.notebook.acknowledgement(of: alarm)?.author
            guard let note = scene.notebook.mute(of: alarm, at: scene.muteMoment) else { return seen ?? "" }
            return "muted \(note.author)" + (seen == nil ? "" : ", seen")
        }
    }

    private func drawDetail(_ drawing: inout Drawing, _ alarm: Alarm, _ area: Rect) {
        var y = area.y
        func line(_ label: String, _ words: String, _ style: Style = .text, isRow: Bool = false) {
            guard !words.isEmpty else { return }
            let parts = isRow ? [words] : Self.wrap(words, width: area.width - 9)
            let shown = min(3, parts.count, max(0, area.maxY - y))
            for index in 0..<shown {
                if index == 0 { drawing.canvas.put(label, x: area.x, y: y, .dim, limit: 8) }
                // What has no line any more ends the last one with a sign.
                let rest = index + 1 == shown && parts.count > shown ? " " + parts[shown] : ""
                drawing.canvas.put(parts[index] + rest, x: area.x + 9, y: y, style, limit: area.width - 9)
                y += 1
            }
        }
        let title = alarm.phase == .firing ? alarm.severity.rawValue : alarm.phase.rawValue
        line(title, alarm.summary, Style(Self.role(alarm.severity), on: .background, .bold))
        let clock = CivilTime(alarm.since, offsetSeconds: scene.zoneOffsetSeconds).clock
        if let first = alarm.members.first {
            // What moves on has left its beginning behind.
            let movedMs = first.since - alarm.since
            var words =
                movedMs > 0
                ? "\(clock), first now \(path(first.place)): \(first.words)"
                : "\(clock)\(Self.doubt(first)), first \(path(first.place)): \(first.words)"
            if let lead = alarm.leadSince, lead - first.since > first.uncertaintyMs {
                words += "; \(alarm.name) since \(CivilTime(lead, offsetSeconds: scene.zoneOffsetSeconds).clock)"
            }
            line("since", words)
        }
        line("cause", alarm.cause)
        line("next", alarm.nextStep, Style(.accent))
        line("jobs", alarm.jobs.joined(separator: ", "))
        line("with it", alarm.consequences.joined(separator: " · "))
        if alarm.isHeld {
            line("unknown", "some members do not report: whether it goes on for them is unknown", Style(.warning))
        }
        if let note = scene.notebook.acknowledgement(of: alarm) { line("seen", "\(note.author) \(note.text)") }
        if let note = scene.notebook.mute(of: alarm, at: scene.muteMoment), let until = note.until {
            line(
                "muted",
                "\(note.author) until \(CivilTime(until, offsetSeconds: scene.zoneOffsetSeconds).clock) \(note.text)")
        }
        for note in scene.notebook.remarks(on: alarm).prefix(2) { line("note", "\(note.author): \(note.text)") }
        for fact in Evidence(scene: scene, alarm: alarm).lines {
            line(fact.label, fact.words, fact.style, isRow: fact.isRow)
        }
        drawOthers(&drawing, alarm, Rect(x: area.x, y: y, width: area.width, height: area.maxY - y))
    }

    /// How exactly the beginning is known: `, within 1.0 s`, or that nobody saw it begin.
    static func doubt(_ member: Alarm.Member) -> String {
        member.isFromFirst ?? false
            ? " or before, so on the first page read" : ", within \(Figures.age(member.uncertaintyMs))"
    }

    /// The other members, as many as there is room for; how many more there are is said.
    private func drawOthers(_ drawing: inout Drawing, _ alarm: Alarm, _ area: Rect) {
        guard !SilenceEvidence.isWide(alarm) else { return }
        let others = alarm.members.dropFirst().map { "\(path($0.place)) \($0.words)" }
        guard !others.isEmpty, area.height > 0 else { return }
        // Hosts stand for their GPUs in the count: how many more places would be listed is told by those that are.
        let listed = alarm.members.reduce(0) { $0 + weight($1.place) }
        let unlisted = (alarm.memberCount - listed) * alarm.members.count / max(1, listed)
        // More than the room has columns for need not be tried: an alarm of a whole row has thousands of members.
        var columns = min(area.height, 8) * max(8, area.width - 9)
        let most = others.prefix { words in
            columns -= words.count
            return columns >= 0
        }.count
        for shown in stride(from: most, through: 1, by: -1) {
            let rest = others.count - shown + max(0, unlisted)
            let more = rest > 0 ? " · and \(Figures.count(rest)) more" : ""
            let lines = Self.wrap(others.prefix(shown).joined(separator: " · ") + more, width: area.width - 9)
            guard lines.count <= min(area.height, 8) else { continue }
            drawing.canvas.put("then", x: area.x, y: area.y, .dim, limit: 8)
            for (index, words) in lines.enumerated() {
                drawing.canvas.put(words, x: area.x + 9, y: area.y + index, limit: area.width - 9)
            }
            return
        }
    }

    /// GPUs that a member stands for, at least one.
    private func weight(_ place: Place) -> Int {
        guard case .tray(let tray) = place, topology.trays.indices.contains(tray) else { return 1 }
        return max(1, topology.trays[tray].gpus.count)
    }

    /// Which exporter rows would open the eyes of rules that see nothing.
    private func drawBlind(_ drawing: inout Drawing, _ area: Rect) {
        guard area.height > 1, !board.blind.isEmpty else { return }
        drawing.canvas.put(
            "BLIND RULES and what would open them", x: 2, y: area.y, Style(.title, on: .background, .bold),
            limit: area.width - 2)
        for (offset, blind) in board.blind.prefix(area.height - 1).enumerated() {
            let rows = blind.metrics.compactMap { name in
                scene.snapshot.catalogue.metric(named: name).flatMap { ExporterRow.line(scene.snapshot.catalogue[$0]) }
            }
            let y = area.y + 1 + offset
            drawing.canvas.put(blind.rule, x: 2, y: y, .dim, limit: 24)
            drawing.canvas.put(rows.joined(separator: "; "), x: 27, y: y, .dim, limit: area.width - 27)
        }
    }

    private func drawWorst(_ drawing: inout Drawing, _ area: Rect) {
        for (line, alarm) in board.alarms.prefix(max(0, area.height - 1)).enumerated() {
            drawing.canvas.put(
                "\(alarm.placeName) \(alarm.name)", x: 0, y: area.y + 1 + line, Style(Self.role(alarm.severity)),
                limit: area.width)
        }
    }

    func path(_ place: Place) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): topology.rows.indices.contains(row) ? topology.rows[row].name : "?"
        case .rack(let rack): topology.racks.indices.contains(rack) ? topology.racks[rack].name : "?"
        case .tray(let tray): topology.trays.indices.contains(tray) ? topology.path(tray: tray) : "?"
        case .gpu(let gpu): gpu < topology.gpuCount ? topology.path(gpu: gpu) : "?"
        }
    }

    static func role(_ severity: Severity) -> Role {
        switch severity {
        case .note: .info
        case .warning: .warning
        case .critical, .emergency: .critical
        }
    }

    static func glyph(_ severity: Severity) -> Unicode.Scalar {
        switch severity {
        case .note: "·"
        case .warning: "▲"
        case .critical: "!"
        case .emergency: "§"
        }
    }

    /// Words in lines of at most `width` columns.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = [], line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > max(8, width) {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + (line.isEmpty ? [] : [line])
    }
}
