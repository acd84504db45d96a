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
        if let silence = board.silence { return drawSilence(&drawing, silence, area) }
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
        let told = lines.isEmpty ? nil : AlarmDetail(scene: scene, alarm: lines[selected], width: area.width - 11)
        let words = told?.lines ?? []
        let listed = listed(lines.count, area.height, needed: words.count + 1)
        let detail = lines.isEmpty || area.height < 10 ? 0 : area.height - 2 - listed
        let rows = area.height - 2 - detail
        drawHeader(&drawing, y: area.y + 1, width: area.width)
        if lines.isEmpty {
            let hidden = board.listed.count
            let marked = ConsoleState.worstFirst(scene).prefix(3).map {
                "\(AlarmDetail.path($0.place, topology)) \($0.mark.word)"
            }
            let none = marked.isEmpty ? "no alarms" : "no alarms; marked: " + marked.joined(separator: ", ")
            let sentence = hidden == 0 ? none : "none of \(Figures.counted(hidden, "alarm")) matches the filter"
            let style: Style = hidden > 0 ? .dim : marked.isEmpty ? Style(.good) : Style(.warning)
            drawing.canvas.put(sentence, x: 2, y: area.y + 2, style, limit: area.width - 2)
            return drawBlind(&drawing, Rect(x: 0, y: area.y + 4, width: area.width, height: area.height - 4))
        }
        let first = max(0, min(selected - rows / 2, lines.count - rows))
        for (offset, alarm) in lines.dropFirst(first).prefix(rows).enumerated() {
            let y = area.y + 2 + offset
            draw(&drawing, alarm, y: y, width: area.width, isSelected: first + offset == selected)
            drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .line(first + offset))
        }
        guard detail > 0, let told else { return }
        drawing.rule(x: 0, y: area.maxY - detail, width: area.width)
        for (offset, line) in told.fit(words, height: detail - 1).enumerated() {
            let y = area.maxY - detail + 1 + offset
            drawing.canvas.put(line.label, x: 1, y: y, .dim, limit: AlarmDetail.labelWidth - 1)
            drawing.canvas.put(line.words, x: 1 + AlarmDetail.labelWidth, y: y, line.style, limit: told.width)
        }
    }

    /// Rows of the list. Few alarms leave their room to what is known of the selected one; where that needs more, the list gives way and scrolls,
    /// but the selected alarm's neighbours stay in sight.
    private func listed(_ count: Int, _ height: Int, needed: Int) -> Int {
        let usual = min(max(3, count), height / 2 - 2), least = min(height < 16 ? 1 : 3, max(1, count))
        return max(least, min(usual, height - 2 - needed))
    }

    /// No alarm means nothing here. What the map marks is seen in the moment itself.
    private func drawSilence(_ drawing: inout Drawing, _ why: String, _ area: Rect) {
        var lines = FittedWords.wrap("no alarms are known: " + why, width: area.width)
        let marked = ConsoleState.worstFirst(scene).prefix(3).map {
            "\(AlarmDetail.path($0.place, topology)) \($0.mark.word)"
        }
        if !marked.isEmpty { lines += FittedWords.wrap("marked: " + marked.joined(separator: ", "), width: area.width) }
        for (index, line) in lines.prefix(area.height).enumerated() {
            drawing.canvas.put(line, x: 0, y: area.y + index, Style(.warning), limit: area.width)
        }
    }

    private func drawSummary(_ drawing: inout Drawing, y: Int, width: Int) {
        let pieces = summary(isWide: width >= 120)
        let isShort = pieces.reduce(-2) { $0 + Sanitiser.width(of: $1.words) + 2 } > width
        var x = 0
        for piece in pieces {
            let words = isShort ? piece.short : piece.words
            // A cut number is another number: what does not fit is left out whole.
            guard x + Sanitiser.width(of: words) <= width else { continue }
            x = drawing.canvas.put(words, x: x, y: y, piece.style) + 2
        }
    }

    /// What the first line says, each with its short form.
    private func summary(isWide: Bool) -> [(words: String, short: String, style: Style)] {
        var pieces: [(words: String, short: String, style: Style)] = []
        func say(_ words: String, short: String? = nil, _ style: Style = .dim) {
            pieces.append((words, short ?? words, style))
        }
        let loud = scene.loudAlarms
        for severity in Severity.allCases.reversed() {
            let count = loud.count { $0.severity == severity }
            guard count > 0 else { continue }
            say("\(count) \(severity.rawValue)", short: "\(count) \(severity.short)", Style(Self.role(severity)))
        }
        if loud.count < board.alarms.count { say("\(board.alarms.count - loud.count) muted") }
        let marked = scene.health.troubles
        let pending = board.pending.reduce(0) { $0 + $1.count }
        if board.alarms.isEmpty, marked.isEmpty {
            // What a rule waits for may be a fault: that is not calm.
            say(pending > 0 ? "no alarm yet" : "calm", pending > 0 ? .dim : Style(.good))
        } else if board.alarms.isEmpty {
            // A rule waits before it fires; what the map marks is there all the same.
            say("no alarm yet, \(Figures.counted(marked.count, "place")) marked", Style(.warning))
        }
        if let lag = LagWords.words(scene) { say(lag, short: LagWords.words(scene, isShort: true), Style(.warning)) }
        let hidden = board.listed.count - state.shownAlarms(scene).count
        if hidden > 0 { say("\(Figures.count(hidden)) hidden by the filter", short: "\(Figures.count(hidden)) hidden") }
        if pending > 0 {
            let words = "\(Figures.count(pending)) pending"
            // Those that a firing alarm explains have no line of their own.
            let rules = board.pending.filter { $0.count > 0 }.map { "\($0.rule) \(Figures.count($0.count))" }
            let named = " (" + rules.prefix(3).joined(separator: ", ") + (rules.count > 3 ? ", …)" : ")")
            say(words + (isWide ? named : ""), short: words)
        }
        if !board.resolved.isEmpty { say("\(board.resolved.count) over") }
        if !board.blind.isEmpty {
            say("\(Figures.counted(board.blind.count, "rule")) blind", short: "\(board.blind.count) blind")
        }
        return pieces
    }

    /// `ready 186 racks whole, 190 with 16/18, 192 any: 13,640 GPUs · 13,726 reporting of 13,800 installed, 13,800 planned`
    private func drawReadiness(_ drawing: inout Drawing, y: Int, width: Int) {
        let ready = board.readiness
        guard ready.planned > 0 else { return }
        let words = readiness(ready).first { $0.count <= width } ?? ""
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

    /// The same in more and in fewer words, the longest first.
    private func readiness(_ ready: Readiness) -> [String] {
        let whole = "ready \(Figures.counted(ready.whole.racks, "rack")) whole"
        let racks = "\(whole), \(Figures.count(ready.nearly.racks)) with 16/18, \(Figures.count(ready.any.racks)) any"
        let gpus = ": \(Figures.counted(ready.any.gpus, "GPU"))", reporting = Figures.count(ready.reporting)
        let all =
            " · \(reporting) reporting of \(Figures.count(ready.installed)) installed, \(Figures.count(ready.planned)) planned"
        let some = " · \(reporting)/\(Figures.count(ready.installed)) reporting"
        return [
            racks + gpus + all + " · \(Figures.count(ready.burntIn)) burnt in", racks + gpus + all, racks + gpus + some,
            racks + some, racks, whole,
        ]
    }

    private func columns(_ width: Int) -> [(title: String, x: Int)] {
        if width >= 110 {
            return [("place", 2), ("alarm", 17), ("age", 40), ("members", 49), ("first", 63), ("seen", width - 18)]
        }
        let narrow = [("place", 2), ("alarm", 15), ("age", 38), ("members", 45), ("first", 59)]
        if width >= 60 { return Array(narrow.prefix(width >= 76 ? 5 : 4)) }
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
            drawing.canvas.put(text(alarm, column.title, limit), x: column.x, y: y, style, limit: limit)
        }
        guard isSelected else { return }
        drawing.canvas[1, y] = Cell("▌", Style(.cursor))
        drawing.canvas.restyle(Rect(x: 2, y: y, width: max(0, width - 2), height: 1)) { $0.background = .role(.panel) }
        drawing.canvas.cursor = (1, y)
    }

    private func text(_ alarm: Alarm, _ column: String, _ width: Int) -> String {
        switch column {
        case "place": return FittedWords.place(alarm.placeName, width: width)
        case "alarm":
            let more = alarm.consequences.isEmpty ? "" : " +\(alarm.consequences.count)"
            return FittedWords.name(alarm.name, more, width: width)
        case "age": return alarm.phase == .resolved ? "over" : Figures.age(board.moment - alarm.since)
        case "members": return "\(Figures.count(alarm.memberCount))/\(Figures.count(alarm.memberTotal))"
        case "first":
            // Of a job that hangs the first in time are its victims: whom they wait for is told instead.
            if let odd = JobEvidence.oddest(scene, alarm) {
                return FittedWords.cut("\(AlarmDetail.path(.gpu(odd), topology)) is unlike the others", width: width)
            }
            guard let first = alarm.members.first else { return "" }
            return FittedWords.cut("\(AlarmDetail.path(first.place, topology)) \(first.words)", width: width)
        default:
            if alarm.phase == .pending { return "pending" }
            let seen = scene.notebook.acknowledgement(of: alarm)?.author
            guard let note = scene.notebook.mute(of: alarm, at: scene.muteMoment) else { return seen ?? "" }
            return "muted \(note.author)" + (seen == nil ? "" : ", seen")
        }
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
            let name = FittedWords.name(alarm.name, "", width: area.width - alarm.placeName.count - 1)
            drawing.canvas.put(
                "\(alarm.placeName) \(name)", x: 0, y: area.y + 1 + line, Style(Self.role(alarm.severity)),
                limit: area.width)
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
}
