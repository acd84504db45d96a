// All that is said of one alarm, as lines of the width there is: what must be read at any size first, then evidence. It draws nothing.

import Alerting
import Facility
import Screen
import Telemetry

/// The words under the list of alarms.
struct AlarmDetail {
    /// One line of the screen.
    struct Line {
        let label: String
        let words: String
        var style: Style = .text
    }

    /// Columns before the words.
    static let labelWidth = 9
    /// Lines that a list of jobs or consequences takes at most, and the members that came later.
    private static let listRows = 3, memberRows = 8

    let scene: Scene
    let alarm: Alarm
    /// Columns of the words.
    let width: Int

    /// What, since when, why, what next; then everything else but the other members, who take what room is left.
    var lines: [Line] {
        var lines = first
        lines += list("jobs", alarm.jobs, ", ") + list("with it", alarm.consequences, " · ")
        if alarm.isHeld {
            let words = "some members do not report, or not all their pages: whether it goes on for them is unknown"
            lines += wrapped("unknown", words, Style(.warning))
        }
        if let note = scene.notebook.acknowledgement(of: alarm) {
            lines += wrapped("seen", "\(note.author) \(note.text)")
        }
        if let note = scene.notebook.mute(of: alarm, at: scene.muteMoment), let until = note.until {
            lines += wrapped("muted", "\(note.author) until \(clock(until)) \(note.text)")
        }
        for note in scene.notebook.remarks(on: alarm).prefix(2) {
            lines += wrapped("note", "\(note.author): \(note.text)")
        }
        return lines + evidence
    }

    /// At most `height` of all lines. Those that find no room are counted: whoever has a taller screen can read them.
    func fit(_ all: [Line], height: Int) -> [Line] {
        guard all.count > height else { return all + others(rows: min(height - all.count, Self.memberRows)) }
        if first.count >= height { return tight(height) }
        let rest = all.count - height + 1
        let sign = Line(label: "", words: "… \(Figures.counted(rest, "more line")) on a taller screen", style: .dim)
        return Array(all.prefix(max(0, height - 1))) + (height > 0 ? [sign] : [])
    }

    /// What must be read, each by one line at least: what to do next gets what room is left before the others do.
    private func tight(_ height: Int) -> [Line] {
        let parts = essentials
        var rows = parts.indices.map { $0 < height ? 1 : 0 }, left = height - rows.reduce(0, +)
        for index in [0] + parts.indices.dropFirst().reversed() {
            let more = min(left, FittedWords.wrap(parts[index].words, width: width).count - 1)
            if more > 0 { (rows[index], left) = (rows[index] + more, left - more) }
        }
        return zip(parts, rows).flatMap { part, rows -> [Line] in
            guard rows > 0 else { return [] }
            let lines = FittedWords.wrap(part.words, width: width)
            guard lines.count > rows else { return labelled(part.label, lines, part.style) }
            let last = FittedWords.cut(lines[(rows - 1)...].joined(separator: " "), width: width)
            return labelled(part.label, lines.prefix(rows - 1) + [last], part.style)
        }
    }

    private var first: [Line] { essentials.flatMap { wrapped($0.label, $0.words, $0.style) } }

    /// What it is, since when, why, and what to do next.
    private var essentials: [Line] {
        let word = alarm.phase == .firing ? alarm.severity.rawValue : alarm.phase.rawValue
        let title = word.count < Self.labelWidth ? word : alarm.severity.short
        // The rules' own summaries name the place; those of others need not.
        let place = alarm.summary.contains(alarm.placeName) ? "" : alarm.placeName + ": "
        var lines = [
            Line(
                label: title, words: place + alarm.summary,
                style: Style(AlertsView.role(alarm.severity), on: .background, .bold))
        ]
        if let first = alarm.members.first {
            // What moves on has left its beginning behind.
            let hasMoved = first.since - alarm.since > 0
            let quiet =
                alarm.ended.map { ", over at \(clock($0))" }
                ?? alarm.quietSince.map { ", \(alarm.quietWords) since \(clock($0))" } ?? ""
            let when =
                (hasMoved ? clock(alarm.since) : beginning(first)) + quiet
                + (hasMoved ? ", first now" : ", first")
            var words = "\(when) \(path(first.place)): \(first.words)"
            if let lead = alarm.leadSince, lead - first.since > first.uncertaintyMs {
                words += "; \(alarm.name) since \(clock(lead))"
            }
            lines.append(Line(label: "since", words: words))
        }
        lines.append(Line(label: "cause", words: alarm.cause))
        lines.append(Line(label: "next", words: alarm.nextStep, style: Style(.accent)))
        return lines.filter { !$0.words.isEmpty }
    }

    /// When it began, and how exactly that is known: `18:42:07, within 1.0 s`, `18:42:07, give or take 60 s`, or that nobody saw it begin.
    private func beginning(_ member: Alarm.Member) -> String {
        let age = Figures.age(member.uncertaintyMs), isOfWindow = member.isAround ?? false
        guard member.isFromFirst ?? false else {
            return clock(member.since) + (isOfWindow ? ", give or take \(age)" : ", within \(age)")
        }
        return isOfWindow
            ? "\(clock(member.latest)) at the latest, odd in the first \(age) read"
            : "\(clock(member.since)) or before, so on the first page read"
    }

    /// Sentences are wrapped; tables are drawn in parts where they are too wide.
    private var evidence: [Line] {
        var lines: [Line] = [], table: [EvidenceLine] = []
        func endTable() {
            for (number, part) in WideRows.parts(table.map(\.words), width: width).enumerated() {
                for (row, words) in zip(table, part) {
                    lines.append(Line(label: number == 0 ? row.label : "", words: words, style: row.style))
                }
            }
            table = []
        }
        for fact in Evidence(scene: scene, alarm: alarm).lines {
            if fact.isRow {
                if !fact.label.isEmpty { endTable() }
                table.append(fact)
            } else {
                endTable()
                lines += wrapped(fact.label, fact.words, fact.style)
            }
        }
        endTable()
        return lines
    }

    /// The other members, as many as there is room for; how many more there are is said.
    private func others(rows: Int) -> [Line] {
        guard !SilenceEvidence.isWide(alarm) else { return [] }
        if !alarm.process.isEmpty, alarm.scope == .hall {
            let racks = racks, unlisted = unlisted(racks.count)
            return labelled(
                "racks", FittedWords.list(racks, " · ", unlisted: unlisted, rows: rows, width: width), .text)
        }
        // Who bears no words has those of the one before: the same sentence of each would leave room for few.
        let others = zip(alarm.members, alarm.members.dropFirst()).map { before, member in
            path(member.place) + (member.words == before.words ? "" : " " + member.words)
        }
        let unlisted = unlisted(alarm.members.count)
        return labelled("then", FittedWords.list(others, " · ", unlisted: unlisted, rows: rows, width: width), .text)
    }

    /// Places that an alarm of very many does not list. Hosts stand for their GPUs in the count: how many it would be is told by those that are.
    private func unlisted(_ places: Int) -> Int {
        let listed = alarm.members.reduce(0) { $0 + weight($1.place) }
        return (alarm.memberCount - listed) * places / max(1, listed)
    }

    /// Those of the members, in the order in which they were struck.
    private var racks: [String] {
        let topology = scene.snapshot.topology
        var seen = Set<Int>()
        return alarm.members.compactMap { member in
            guard case .tray(let tray) = member.place, topology.trays.indices.contains(tray) else { return nil }
            let rack = topology.trays[tray].rack
            return seen.insert(rack).inserted ? topology.racks[rack].name : nil
        }
    }

    /// GPUs that a member stands for, at least one.
    private func weight(_ place: Place) -> Int {
        guard case .tray(let tray) = place, scene.snapshot.topology.trays.indices.contains(tray) else { return 1 }
        return max(1, scene.snapshot.topology.trays[tray].gpus.count)
    }

    private func list(_ label: String, _ items: [String], _ separator: String) -> [Line] {
        let lines = FittedWords.list(items, separator, rows: Self.listRows, width: width)
        return labelled(label, lines.isEmpty ? FittedWords.wrap(items.first ?? "", width: width) : lines, .text)
    }

    private func wrapped(_ label: String, _ words: String, _ style: Style = .text) -> [Line] {
        labelled(label, FittedWords.wrap(words, width: width), style)
    }

    private func labelled(_ label: String, _ lines: [String], _ style: Style) -> [Line] {
        lines.enumerated().map { Line(label: $0.offset == 0 ? label : "", words: $0.element, style: style) }
    }

    private func clock(_ time: Timestamp) -> String { CivilTime(time, offsetSeconds: scene.zoneOffsetSeconds).clock }

    private func path(_ place: Place) -> String { Self.path(place, scene.snapshot.topology) }

    /// `?` for a place that the floor does not have.
    static func path(_ place: Place, _ topology: Topology) -> String {
        switch place {
        case .hall: topology.hall
        case .row(let row): topology.rows.indices.contains(row) ? topology.rows[row].name : "?"
        case .rack(let rack): topology.racks.indices.contains(rack) ? topology.racks[rack].name : "?"
        case .tray(let tray): topology.trays.indices.contains(tray) ? topology.path(tray: tray) : "?"
        case .gpu(let gpu): gpu < topology.gpuCount ? topology.path(gpu: gpu) : "?"
        }
    }
}
