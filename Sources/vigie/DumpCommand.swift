// `vigie dump`: arguments only.

import App
import ArgumentParser
import Telemetry

struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump",
        abstract: "Print metrics over time as CSV, JSON or OpenMetrics.",
        discussion: """
            Examples:
              vigie dump power_watts --recording hall.vigie --level rack --from -10m
              vigie dump sm_active temp_celsius --demo --level gpu --select A01/t07
              vigie dump power_watts --recording hall.vigie --filter 'job~=train & temp>80'
              vigie dump power_watts http://127.0.0.1:9400/metrics --level gpu
            """)

    @Argument(help: "Metrics by name, such as power_watts, and addresses of pages to read once.") var metrics: [String]
    @Flag(help: "A synthetic hall; the default if no other source is given.") var demo = false
    @OptionGroup var hall: DemoArguments
    @OptionGroup var source: WatchArguments
    @Option(help: "A recording, recorded text or a CSV.") var recording: String?
    @Option(help: "gpu, tray, rack, row or hall.") var level = "hall"
    @Option(help: "A place: B, B17, B17/t07.") var select: String?
    @Option(help: "Which GPUs count, in the filter language.") var filter: String?
    @Option(parsing: .unconditional, help: "From this TIME.") var from: String?
    @Option(parsing: .unconditional, help: "To this TIME.") var to: String?
    @Option(help: "csv, json or openmetrics.") var format = "csv"

    func run() throws {
        var isDead = false
        try Exit.onError { () throws(UserError) in
            // No metric's name has either sign.
            let urls = metrics.filter { $0.contains(":") || $0.contains("/") }
            var options = DumpOptions(metrics: metrics.filter { !urls.contains($0) })
            let levels: [String: Level] = ["gpu": .gpu, "tray": .tray, "rack": .rack, "row": .row, "hall": .hall]
            guard let chosen = levels[level] else {
                throw UserError("no level \"\(level)\"; known: gpu, tray, rack, row, hall")
            }
            options.level = chosen
            options.select = select
            options.filter = filter
            options.from = from
            options.to = to
            options.format = try Choice.parse(format, "format")
            let isWatch = !urls.isEmpty || !source.pages.isEmpty || source.config != nil
            guard [demo, isWatch, recording != nil].count(where: { $0 }) < 2 else {
                throw UserError("choose one source: --demo, --recording, or pages (URLs, --pages, --config)")
            }
            if isWatch {
                var watch = source.options(urls)
                watch.inventory = hall.inventory
                let answer = try Dump.live(watch, options)
                Output.write(answer.text)
                for line in answer.silence { Output.error("vigie: \(line)") }
                isDead = answer.isSilent
                return
            }
            if let recording { return Output.write(try Dump.recording(recording, options)) }
            Output.write(try Dump.demo(try hall.options(), options))
        }
        if isDead { throw ExitCode(1) }
    }
}
