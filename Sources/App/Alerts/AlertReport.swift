// A board as text, JSON and metrics, for scripts and pagers: `vigie alerts`. Keys are stable.

import Alerting
import Console
import Facility
import Foundation
import Telemetry

/// Writes an alert board.
public struct AlertReport {
    /// `metrics` is text that node_exporter's textfile collector takes.
    public enum Format: String, CaseIterable, Sendable { case text, json, metrics }

    let board: AlertBoard
    let notebook: AlertNotebook
    let topology: Topology
    let now: Timestamp
    /// Why nothing can be said: no target answered, nobody asked the rules. No alarm then means nothing.
    public internal(set) var silence: String?

    /// - Parameters:
    ///   - topology: the one that the board's places are numbered in.
    ///   - now: the clock on the wall, by which mutes end.
    public init(_ board: AlertBoard, _ notebook: AlertNotebook, _ topology: Topology, now: Timestamp) {
        self.board = board
        self.notebook = notebook
        self.topology = topology
        self.now = now
        silence = board.silence
    }

    /// Something that nobody has dealt with yet is wrong.
    public var isBad: Bool {
        board.alarms.contains { alarm in
            alarm.severity >= .warning && notebook.mute(of: alarm, at: now) == nil
        }
    }

    /// Everything on the board; text is cleaned of control characters.
    public func write(_ format: Format) -> String {
        switch format {
        case .text: CleanText.lines(text())
        case .json: json()
        case .metrics: metrics()
        }
    }

    private func text() -> String {
        var out = ""
        for alarm in board.alarms {
            let age = TimeText.spelled(board.moment - alarm.since)
            out +=
                "\(alarm.severity.rawValue.uppercased())  \(line(alarm.placeName))  \(line(alarm.name))  \(age)  "
                + "\(extent(alarm))\n"
            let quiet = alarm.quietSince.map { ", \(alarm.quietWords) since \(AlertNoteFile.text($0))" } ?? ""
            out += "  \(line(alarm.summary))\n  since   \(AlertNoteFile.text(alarm.since))\(quiet), \(first(alarm))\n"
            if !alarm.jobs.isEmpty { out += "  jobs    \(line(alarm.jobs.joined(separator: ", ")))\n" }
            // A site's own rule may say neither.
            if !alarm.cause.isEmpty { out += "  cause   \(line(alarm.cause))\n" }
            if !alarm.nextStep.isEmpty { out += "  next    \(line(alarm.nextStep))\n" }
            for consequence in alarm.consequences.prefix(5) { out += "  with it \(line(consequence))\n" }
            if let note = notebook.acknowledgement(of: alarm) {
                out += "  seen by \(line(note.author)), \(AlertNoteFile.text(note.time))\n"
            }
            if let note = notebook.mute(of: alarm, at: now), let until = note.until {
                out += "  muted by \(line(note.author)) until \(AlertNoteFile.text(until))\n"
            }
            for note in notebook.remarks(on: alarm).prefix(3) {
                out += "  note    \(line("\(note.author): \(note.text)"))\n"
            }
        }
        if board.alarms.isEmpty { out += silence.map { "nothing is known: \($0)\n" } ?? "no alarms\n" }
        for (word, alarms) in [("pending", board.waiting), ("over", Array(board.resolved.prefix(10)))] {
            for alarm in alarms {
                out += "\(word)  \(line(alarm.placeName))  \(line(alarm.name))  \(extent(alarm))  "
                out += "since \(AlertNoteFile.text(alarm.since))\n"
            }
        }
        // No zeros where nobody counted.
        guard board.silence == nil else { return out }
        let ready = board.readiness
        out +=
            "ready  \(Figures.counted(ready.whole.racks, "rack")) whole, \(Figures.count(ready.nearly.racks)) with 16/18, "
            + "\(Figures.count(ready.any.racks)) any: \(Figures.counted(ready.any.gpus, "GPU")); "
        out +=
            "\(Figures.count(ready.reporting)) reporting of \(Figures.count(ready.installed)) installed, "
            + "\(Figures.count(ready.planned)) planned, \(Figures.count(ready.burntIn)) burnt in\n"
        if !board.blind.isEmpty { out += "blind  \(line(board.blind.map(\.rule).joined(separator: ", ")))\n" }
        return out
    }

    /// A rule's name and words, a host's, a person's: foreign, and no line of ours.
    private func line(_ text: String) -> String { CleanText.line(text) }

    /// `256/1,152`
    private func extent(_ alarm: Alarm) -> String {
        "\(Figures.count(alarm.memberCount))/\(Figures.count(alarm.memberTotal))"
    }

    private func first(_ alarm: Alarm) -> String {
        guard let member = alarm.members.first else { return "first unknown" }
        // What moves on has left its beginning behind.
        let hasMoved = member.since > alarm.since
        let now = hasMoved ? " now" : "", since = hasMoved ? "since \(AlertNoteFile.text(member.since)), " : ""
        let span = TimeText.spelled(member.uncertaintyMs)
        let isOfWindow = member.isAround ?? false
        let known = isOfWindow ? "give or take \(span)" : "within \(span)"
        let first =
            isOfWindow
            ? "\(AlertNoteFile.text(member.latest)) at the latest, odd in the first \(span) read"
            : "so on the first page read, may be older"
        let doubt = member.isFromFirst ?? false ? first : known
        return line("first\(now) \(path(member.place)) (\(member.words), \(since)\(doubt))")
    }

    /// Each place once: several rules may have fired there.
    private func places(_ alarm: Alarm) -> [String] {
        var seen = Set<Place>()
        return alarm.members.filter { seen.insert($0.place).inserted }.map { path($0.place) }
    }

    /// Every alarm as an object of JSON.
    func objects() -> [[String: Any]] {
        board.listed.map { alarm -> [String: Any] in
            var object: [String: Any] = [
                "name": alarm.name, "severity": alarm.severity.rawValue, "state": alarm.phase.rawValue,
                "since": AlertNoteFile.text(alarm.since), "place": alarm.placeName,
                "members": places(alarm), "member_count": alarm.memberCount,
                "member_total": alarm.memberTotal, "cause": alarm.cause, "next_step": alarm.nextStep, "key": alarm.key,
                "family": alarm.family.rawValue, "scope": alarm.scope?.rawValue ?? NSNull(), "summary": alarm.summary,
                "jobs": alarm.jobs, "consequences": alarm.consequences, "unknown_members": alarm.isHeld,
            ]
            if let first = alarm.members.first {
                object["first"] = [
                    "place": path(first.place), "words": first.words, "uncertainty_ms": first.uncertaintyMs,
                    "may_be_older": first.isFromFirst ?? false, "may_be_later": first.isAround ?? false,
                    "since": AlertNoteFile.text(first.since),
                ]
            }
            object["quiet_since"] = alarm.quietSince.map(AlertNoteFile.text) ?? NSNull()
            object["acknowledged_by"] = notebook.acknowledgement(of: alarm)?.author ?? NSNull()
            object["muted_until"] =
                notebook.mute(of: alarm, at: now)?.until.map(AlertNoteFile.text) ?? NSNull()
            object["notes"] = notebook.remarks(on: alarm).prefix(20).map { ["by": $0.author, "text": $0.text] }
            return object
        }
    }

    private func json() -> String {
        let list = objects()
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: list, options: options) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// Text that node_exporter's textfile collector takes.
    private func metrics() -> String {
        var out =
            "# HELP vigie_alerts_judged Whether the rules were asked, 1 or 0; at 0 no alarm means nothing.\n"
            + "# TYPE vigie_alerts_judged gauge\nvigie_alerts_judged \(silence == nil ? 1 : 0)\n"
        out +=
            "# HELP vigie_alert An alarm that fires, 1; its members are in vigie_alert_members.\n# TYPE vigie_alert gauge\n"
        for alarm in board.alarms { out += "vigie_alert{\(labels(alarm))} 1\n" }
        out += "# HELP vigie_alert_members GPUs that take part in an alarm.\n# TYPE vigie_alert_members gauge\n"
        for alarm in board.alarms { out += "vigie_alert_members{\(labels(alarm))} \(alarm.memberCount)\n" }
        out +=
            "# HELP vigie_alert_since_seconds When an alarm began, in Unix time.\n# TYPE vigie_alert_since_seconds gauge\n"
        for alarm in board.alarms {
            out += "vigie_alert_since_seconds{\(labels(alarm))} \(ValueSpelling.seconds(alarm.since))\n"
        }
        out += said("muted", "Whether a person has muted an alarm for now, 1 or 0.") { notebook.mute(of: $0, at: now) }
        out += said("acknowledged", "Whether a person has acknowledged an alarm, 1 or 0.") {
            notebook.acknowledgement(of: $0)
        }
        // No zeros where nobody knows.
        if silence != nil && board.alarms.isEmpty { return out }
        out += "# HELP vigie_alerts Alarms by severity.\n# TYPE vigie_alerts gauge\n"
        for severity in Severity.allCases {
            out += "vigie_alerts{severity=\"\(severity.rawValue)\"} \(board.count(severity))\n"
        }
        let ready = board.readiness
        out += "# HELP vigie_racks_ready Racks that can take a job.\n# TYPE vigie_racks_ready gauge\n"
        for (name, racks) in [("whole", ready.whole.racks), ("nearly", ready.nearly.racks), ("any", ready.any.racks)] {
            out += "vigie_racks_ready{trays=\"\(name)\"} \(racks)\n"
        }
        out += "# HELP vigie_gpus How far the hall has come towards its plan.\n# TYPE vigie_gpus gauge\n"
        let counts = [
            ("planned", ready.planned), ("installed", ready.installed), ("reporting", ready.reporting),
            ("burnt_in", ready.burntIn), ("ready", ready.any.gpus),
        ]
        for (name, count) in counts { out += "vigie_gpus{state=\"\(name)\"} \(count)\n" }
        return out
    }

    /// A gauge beside `vigie_alert` with the same labels.
    private func said(_ name: String, _ help: String, _ note: (Alarm) -> AlertNote?) -> String {
        var out = "# HELP vigie_alert_\(name) \(help)\n# TYPE vigie_alert_\(name) gauge\n"
        for alarm in board.alarms {
            out += "vigie_alert_\(name){\(labels(alarm))} \(note(alarm) == nil ? 0 : 1)\n"
        }
        return out
    }

    private func labels(_ alarm: Alarm) -> String {
        [
            ("alertname", alarm.name), ("severity", alarm.severity.rawValue), ("place", alarm.placeName),
            ("key", alarm.key),
        ].map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    private func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            .replacingOccurrences(of: "\n", with: "\\n")
    }

    private func path(_ place: Place) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): topology.rows[row].name
        case .rack(let rack): topology.racks[rack].name
        case .tray(let tray): topology.path(tray: tray)
        case .gpu(let gpu): topology.path(gpu: gpu)
        }
    }
}
