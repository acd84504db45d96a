// `vigie record`: arguments only.

import App
import ArgumentParser
import Recording

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record a hall into a file, without a screen.",
        discussion: """
            A file that is there already is appended to. Anybody who may read it can follow it: vigie replay --follow FILE

            Examples:
              vigie record --out hall.vigie http://discovery:8080/targets        until told to stop
              vigie record --out hall.vigie --config prometheus.yml
              vigie record --out hall.vigie --retain 14d --precision declared URL
              vigie record --demo --out demo.vigie --for 10m --speed max          a demo hall as fast as it goes
            """)

    @Option(help: "The recording.") var out: String
    @Flag(help: "Record a synthetic hall.") var demo = false
    @OptionGroup var hall: DemoArguments
    @Option(name: .customLong("for"), help: "How long, in data time: 90s, 10m, 1h30m.") var length: String?
    @Option(help: "Keep so much: 14d by age, 200GB by size, or 14d,200GB.") var retain: String?
    @Option(help: "exact: all series to the bit; declared: tracks at their resolution alone.") var precision = "exact"
    @Option(help: "Length of a slot: 1s, 10s.") var step = "1s"
    @Option(help: "Data seconds per second of a demo hall, or max.") var speed = "1"
    @Option(help: "A group that may read the file.") var group: String?
    @Option(help: "A rule file for the recorded alarms, read over the built-in rules; may be given several times.")
    var rules: [String] = []
    @OptionGroup var source: WatchArguments
    @Argument(help: "Metrics pages or http_sd lists.") var urls: [String] = []

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in code = try RecordHall.run(try options()) }
        if code != 0 { throw ExitCode(code) }
    }

    private func options() throws(UserError) -> RecordOptions {
        var targets = source.options(urls)
        targets.inventory = hall.inventory
        guard demo || !targets.isEmpty else {
            throw UserError("nothing to record; name a URL or a --config, or write --demo for a synthetic hall")
        }
        guard !demo || (urls.isEmpty && source.config == nil && source.pages.isEmpty) else {
            throw UserError("--demo and targets are two sources; choose one")
        }
        var options = RecordOptions(path: out, source: demo ? .demo(try hall.options()) : .targets(targets))
        options.speed = try RecordOptions.speed(speed)
        guard demo || options.speed == .times(1) else { throw UserError("--speed is for --demo alone") }
        if let length { options.forMs = try TimeText.duration(length) }
        options.stepMs = try TimeText.duration(step)
        guard (100...60_000).contains(options.stepMs) else { throw UserError("--step must be 100ms to 60s") }
        if let retain { try options.retain(retain) }
        switch precision {
        case "exact": options.recording.isExact = true
        case "declared": options.recording.isExact = false
        default: throw UserError("no precision \"\(precision)\"; known: exact, declared")
        }
        options.recording.group = group
        if !rules.isEmpty {
            options.rules = try RuleFiles.book(
                rules, catalogue: demo ? .standard : targets.catalogue(), warn: Output.warn)
        }
        return options
    }
}
