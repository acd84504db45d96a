// `vigie alerts`: arguments only.

import App
import ArgumentParser
import Telemetry

struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "What must I do? Alarms grouped by cause, for people, scripts and pagers.",
        discussion: """
            Exit code 0 if nothing fires, 1 if something does that nobody has muted, 2 if nothing is known.

            Examples:
              vigie alerts --demo --at +90s
              vigie alerts --demo --at +5m --format json
              vigie alerts --config /etc/prometheus/prometheus.yml --rules our-rules.yml
              vigie alerts --recording night.vigie --at 03:12:00
              vigie alerts --demo --scenario dark-rack --format metrics > /var/lib/node_exporter/vigie.prom
              vigie alerts --acknowledge silence/B17/t07/g2 --note "spare ordered"
            """)

    @Flag(help: "A synthetic hall; the default if no page is named.") var demo = false
    @OptionGroup var hall: DemoArguments
    @Option(parsing: .unconditional, help: "The moment: +90s, -5m, 18:42:07, now or RFC 3339.") var at = "+90s"
    @Option(help: "A recording: what the rules said when it was made.") var recording: String?
    @Option(help: "text, json or metrics.") var format = "text"
    @Option(help: "A rule file, read over the built-in rules; may be given several times.") var rules: [String] = []
    @Option(help: "The file of acknowledgements, mutes and notes.") var notes: String?
    @Option(help: "Acknowledge the alarm with this key.") var acknowledge: String?
    @Option(help: "Mute the alarm with this key; see --for.") var mute: String?
    @Option(help: "Take acknowledgement and mute of this key back.") var reopen: String?
    @Option(name: .customLong("for"), help: "How long a mute holds.") var duration = "1h"
    @Option(help: "A remark to keep with it.") var note = ""
    @OptionGroup var source: WatchArguments
    @Argument(help: "Metrics pages or http_sd lists, read for a few seconds.") var urls: [String] = []

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            let file = AlertNoteFile(notes ?? AlertNoteFile.standardPath)
            let asked = [(acknowledge, "acknowledge"), (mute, "mute"), (reopen, "reopen")]
            let actions = asked.compactMap { key, action in key.map { (key: $0, action: action) } }
            guard note.isEmpty || !actions.isEmpty else {
                throw UserError("--note belongs to --acknowledge, --mute or --reopen with an alarm's key")
            }
            let targets = try watched()
            if !actions.isEmpty {
                let book = try RuleFiles.book(rules, catalogue: try targets.catalogue(), warn: Output.warn)
                return Output.write(try AlertNotes.add(actions, duration: duration, text: note, to: file, rules: book))
            }
            let format: AlertReport.Format = try Choice.parse(format, "format")
            let book = try RuleFiles.book(rules, catalogue: try targets.catalogue(), warn: Output.warn)
            let report: AlertReport
            if let recording {
                let moment = try RecordedScene.moment(recording, at: at, rules: book)
                report = AlertReport(
                    moment.board, notes == nil ? AlertNotes.none : file.changed() ?? AlertNotes.none,
                    moment.snapshot.topology, now: SystemClock.now)
            } else if targets.isEmpty {
                let options = try hall.options()
                let moment = try options.moment(at, judged: true)
                let (board, snapshot) = AlertsOneShot.play(options, to: moment, book)
                report = AlertReport(
                    board, notes == nil ? AlertNotes.none : file.changed() ?? AlertNotes.none, snapshot.topology,
                    now: SystemClock.now)
            } else {
                report = try AlertsOfTargets.report(targets, book, file)
            }
            file.faults.forEach(Output.warn)
            Output.write(report.write(format))
            code = report.isBad ? 1 : 0
            if let silence = report.silence {
                Output.error("vigie: \(silence)")
                code = 2
            }
        }
        if code != 0 { throw ExitCode(code) }
    }

    /// What pages are to be read, with the inventory that says what they ought to be; a configuration counts only if it is named.
    private func watched() throws(UserError) -> WatchOptions {
        guard !urls.isEmpty || !source.pages.isEmpty || source.config != nil else { return WatchOptions() }
        guard !demo, recording == nil else {
            throw UserError("choose one source: --demo, --recording, or pages (URLs, --pages, --config)")
        }
        var options = source.options(urls)
        options.inventory = hall.inventory
        return options
    }
}
