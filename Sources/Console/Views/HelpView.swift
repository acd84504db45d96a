// The help: every key from the key table, every mark with its meaning. Nothing in it is written by hand twice.
//
//   KEYS                                                      MARKS
//   ← h       move left                                       ! XID           critical
//   Enter     open what is selected                           × GPU gone      critical
//   Esc       back                                            ╳ unreachable   critical
//   m         choose the metric                               ▲ hot           warning
//   q         quit                                            ~ late          note

import Screen
import Telemetry

struct HelpView {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, in area: Rect) {
        let entries = scene.keys.entries
        // Two columns only where neither cuts the other's words.
        let wide = area.width >= 110, left = area.width >= 140 ? 80 : 54
        var lines: [(String, String, Style)] = [("KEYS", "", Style(.title, on: .background, .bold))]
        lines += entries.map { ($0.label, $0.words, Style(.key)) }
        lines += [("", "", .text)] + commands
        if !wide { lines += [("", "", .text)] + marks + notes + language }
        let scroll = max(0, min(state.listLine, lines.count - area.height))
        let rest = lines.count - scroll - area.height
        draw(
            &drawing, Array(lines.dropFirst(scroll).prefix(max(0, rest > 0 ? area.height - 1 : area.height))),
            Rect(x: 1, y: area.y, width: wide ? left : area.width - 1, height: area.height))
        if rest > 0, area.height > 1 {
            drawing.canvas.put(
                "↓ \(rest + 1) more", x: 1, y: area.maxY - 1, Style(.accent), limit: wide ? left : area.width - 1)
        }
        drawing.canvas.cursor = (0, area.y)
        if wide {
            let x = left + 4
            draw(
                &drawing, marks + notes + language,
                Rect(x: x, y: area.y, width: area.width - x, height: area.height))
        }
    }

    private var marks: [(String, String, Style)] {
        [("MARKS", "worst first", Style(.title, on: .background, .bold))]
            + Mark.allCases.reversed().filter { $0 != .none }.map {
                (String(Character($0.glyph)), Self.meaning($0), Style($0.role, on: $0.role, .bold))
            }
    }

    private var commands: [(String, String, Style)] {
        [(":", "COMMANDS, Tab completes; the first letters do", Style(.title, on: .background, .bold))]
            + CommandWord.all.map { ($0.name, $0.words, Style(.key)) }
    }

    private var language: [(String, String, Style)] {
        [
            ("", "", .text), ("FILTER", "after /", Style(.title, on: .background, .bold)),
            ("", "b17 gone          both words, anywhere", .text), ("", "temp>85 sm<50%    numbers with units", .text),
            ("", "job~^train-4      a regular expression", .text),
            ("", "rack=B*,C01       whole text, * and lists", .text),
            ("", "state=gone|mark=hot    either", .text), ("", "!(power>1kW)      not; unknown is neither", .text),
            ("", "margin=unknown    nobody knows it", .text),
        ]
    }

    private var notes: [(String, String, Style)] {
        [
            ("", "", .text),
            ("HEAT", "a fixed scale per metric, or auto, as the legend says", Style(.title, on: .background, .bold)),
            ("", "A pixel shows the mean of the GPUs it stands for,", .text),
            ("", "a mark the worst of them. Old values are dimmed", .text),
            ("", "and bear their age; a dash is unknown, never zero.", .text),
        ]
    }

    static func meaning(_ mark: Mark) -> String {
        switch mark {
        case .none: ""
        case .fault: "XID that asks for a reset, reboot or repair"
        case .gone: "GPU absent from a page that answers"
        case .missing: "expected, never on its host's page, which answers"
        case .unreachable: "its target does not answer"
        case .memoryError: "uncorrected ECC error, or a storm of corrected"
        case .hot: "thermal margin at most 5 °C, or above 85 °C"
        case .link: "NVLink links down"
        case .straggler: "far below the median of its rack"
        case .throttled: "clocks cut by heat or power brake"
        case .frozen: "page answers, its values do not move"
        case .unexpected: "reports, and no inventory expects it"
        case .late: "older than two intervals"
        case .unseen: "expected, never reported"
        case .unanswered: "never reported, and its scrapes fail"
        case .planned: "drained or in maintenance"
        }
    }

    private func draw(_ drawing: inout Drawing, _ lines: [(String, String, Style)], _ area: Rect) {
        for (offset, line) in lines.prefix(area.height).enumerated() {
            drawing.canvas.put(line.0, x: area.x, y: area.y + offset, line.2, limit: area.width)
            drawing.canvas.put(line.1, x: area.x + 10, y: area.y + offset, limit: area.width - 10)
        }
    }
}
