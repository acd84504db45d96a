// The newest alarms in the hall's side panel: one line per cause, the worst first.
//
//   ALARMS  2 critical  1 warning
//   ! B17        HostSilent 72      41 s

import Alerting
import Screen
import Telemetry

struct AlarmPanel {
    let scene: Scene

    /// Lines it would like, title and gap included; 0 without alarms.
    func height(limit: Int) -> Int { scene.alerts.alarms.isEmpty ? 0 : min(limit, scene.alerts.alarms.count + 2) }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard area.height >= 2 else { return }
        let board = scene.alerts, loud = scene.loudAlarms, muted = board.alarms.count - loud.count
        var x = drawing.canvas.put("ALARMS", x: area.x, y: area.y, Style(.title, on: .background, .bold)) + 2
        let counts = Severity.allCases.reversed().map { severity in (severity, loud.count { $0.severity == severity }) }
            .filter { $0.1 > 0 }
        let mutedWords = muted > 0 ? "\(muted) muted" : ""
        let whole = counts.reduce(x + mutedWords.count) { $0 + "\($1.1) \($1.0.rawValue)".count + 2 }
        for (severity, count) in counts {
            let words = "\(count) \(whole <= area.maxX + (muted > 0 ? 0 : 2) ? severity.rawValue : severity.short)"
            x =
                drawing.canvas.put(
                    words, x: x, y: area.y, Style(AlertsView.role(severity)), limit: max(0, area.maxX - x)) + 2
        }
        drawing.canvas.put(mutedWords, x: x, y: area.y, .dim, limit: max(0, area.maxX - x))
        let lines = area.height - 2, isCut = loud.count > lines
        if isCut, lines > 0 {
            drawing.canvas.put(
                "and \(loud.count - lines + 1) more, key \(scene.keys.label(.view(.alerts)))", x: area.x + 2,
                y: area.y + lines, .dim,
                limit: area.width - 2)
        }
        for (offset, alarm) in loud.prefix(isCut ? lines - 1 : lines).enumerated() {
            let y = area.y + 1 + offset
            let role = AlertsView.role(alarm.severity)
            drawing.canvas[area.x, y] = Cell(AlertsView.glyph(alarm.severity), Style(role, on: .background, .bold))
            drawing.canvas.put(FittedWords.place(alarm.placeName, width: 11), x: area.x + 2, y: y, limit: 11)
            let age = Figures.age(board.moment - alarm.since)
            let room = max(0, area.width - 16 - age.count)
            let name = FittedWords.name(alarm.name, " \(alarm.memberCount)", width: room)
            drawing.canvas.put(name, x: area.x + 14, y: y, .dim, limit: room)
            drawing.canvas.put(age, endingAt: area.maxX, y: y, .dim)
            drawing.claim(Rect(x: area.x, y: y, width: area.width, height: 1), .select(alarm.place))
        }
    }
}
