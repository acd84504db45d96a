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
            """)

    @Argument(help: "Metrics by name, such as power_watts.") var metrics: [String]
    @Flag(help: "A synthetic hall; the default if no recording is given.") var demo = false
    @OptionGroup var hall: DemoArguments
    @Option(help: "A recording.") var recording: String?
    @Option(help: "gpu, tray, rack, row or hall.") var level = "hall"
    @Option(help: "A place: B, B17, B17/t07.") var select: String?
    @Option(help: "Which GPUs count, in the filter language.") var filter: String?
    @Option(parsing: .unconditional, help: "From this TIME.") var from: String?
    @Option(parsing: .unconditional, help: "To this TIME.") var to: String?
    @Option(help: "csv, json or openmetrics.") var format = "csv"

    func run() throws {
        try Exit.onError { () throws(UserError) in
            var options = DumpOptions(metrics: metrics)
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
            if let recording { return Output.write(try Dump.recording(recording, options)) }
            Output.write(try Dump.demo(try hall.options(), options))
        }
    }
}
