// `vigie snapshot`: arguments only.

import App
import ArgumentParser
import Screen
import Telemetry

struct SnapshotArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Print one frame to standard output.",
        discussion: """
            Exit code 1 if no target answered; the frame is printed all the same.

            Of a large demo hall the last seconds are played, which is too little for rules: the header then says
            that alarms were not judged. --view alerts plays more and judges; other views judge \(DemoMoment.judgedWords).
            A recording keeps the alarms that were judged when it was made; --rules then counts for marks alone.

            Examples:
              vigie snapshot --demo --seed 1 --at +90s --size 168x50 --format text
              vigie snapshot --demo --view rack --select B17 --format svg > rack.svg
              vigie snapshot --demo --at +2m --format json
              vigie snapshot --config prometheus.yml --view targets
            """)

    @Flag(help: "A synthetic hall; the default if no URL is given.") var demo = false
    @OptionGroup var hall: DemoArguments
    @OptionGroup var look: LookArguments
    @Option(help: "A recording, recorded text or a CSV.") var recording: String?
    @Option(parsing: .unconditional, help: "The moment: +90s, -5m, 18:42:07, now or RFC 3339.") var at = "+90s"
    @Option(help: "hall, rack, tray, gpu, timeline, outliers, table, targets, page, alerts or help.") var view: String?
    @Option(help: "A place: A01, A01/t07 or A01/t07/g2.") var select: String?
    @Option(help: "The heat metric, such as sm_active or power_watts.") var metric: String?
    @Option(help: "Who is meant, such as 'temp>85 & rack=B*'.") var filter: String?
    @Flag(help: "Heat against peers.") var peers = false
    @Flag(help: "Heat on the moment's own scale.") var autoScale = false
    @Option(help: "What a line of a list stands for: gpu, tray, rack or row.") var level: String?
    @Option(help: "Columns x rows.") var size = "120x40"
    @Option(help: "text, ansi, svg or json.") var format = "text"
    @OptionGroup var source: WatchArguments
    @Argument(help: "Metrics pages or http_sd lists, read once.") var urls: [String] = []

    func run() throws {
        var isDead = false
        try Exit.onError { () throws(UserError) in
            var command = SnapshotCommand()
            command.format = try Choice.parse(format, "format")
            (command.frame.width, command.frame.height) = try FrameOptions.size(size)
            command.frame.view = view
            // A frame has no rate; a word that is none is a slip all the same.
            _ = try RateText.parse(look.maxRate)
            if let tz = look.tz { command.zone = try ZoneChoice.parse(tz) }
            command.frame.select = select
            command.frame.metric = metric
            command.frame.filter = filter
            command.frame.peers = peers
            command.frame.autoScale = autoScale
            command.frame.level = level
            command.theme = try look.library().theme(named: look.themeName)
            if let map = look.map { command.theme = command.theme.with(try Choice.parse(map, "colour map")) }
            command.lowering = Lowering(
                depth: try look.depth() ?? (look.slowLink ? .c256 : .truecolor), ascii: look.ascii,
                steps: look.slowLink ? HeatSteps.coarseCount : HeatSteps.count)
            let isWatch = !urls.isEmpty || !source.pages.isEmpty || source.config != nil
            guard [demo, isWatch, recording != nil].count(where: { $0 }) < 2 else {
                throw UserError("choose one source: --demo, --recording, or pages (URLs, --pages, --config)")
            }
            if isWatch {
                command.mode = "live"
                var options = source.options(urls)
                options.inventory = hall.inventory
                command.rules = try RuleFiles.book(look.rules, catalogue: try options.catalogue(), warn: Output.warn)
                let snapshot = try OneShotWatch.play(options)
                show(try command.render(snapshot, alerts: AlertsOfTargets.board(snapshot, command.rules)), command)
                for line in OneShotWatch.silence(snapshot) { Output.error("vigie: \(line)") }
                isDead = snapshot.isSilent
                return
            }
            command.rules = try RuleFiles.book(look.rules, warn: Output.warn)
            if let recording {
                let moment = try RecordedScene.moment(recording, at: at, zone: command.zone, rules: command.rules)
                command.mode = moment.gapWords ?? moment.epoch.mode + moment.damageWords
                return show(try command.render(moment.snapshot, alerts: moment.board), command)
            }
            let options = try hall.options()
            let moment = try options.moment(at, judged: DemoMoment.isJudged(view))
            let played = DemoMoment(options, at: moment, view: view, command.rules)
            show(try command.render(played.snapshot, alerts: played.board), command)
            withExtendedLifetime(played) { Exit.now() }
        }
        // The frame shows what is; a script should still learn that nothing answered.
        if isDead { throw ExitCode(1) }
    }

    private func show(_ frame: String, _ command: SnapshotCommand) {
        command.format == .ansi ? Output.draw(frame) : Output.write(frame)
    }
}
