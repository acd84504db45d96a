// `vigie check metrics`: arguments only.

import App
import ArgumentParser

struct CheckMetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Check metrics pages strictly.",
        discussion: """
            Prints counts and the sum of the finite values of each page, and FILE:LINE:COLUMN: REASON for each fault on
            standard error. What the format forbids but costs no sample (a repeated TYPE line, a missing last line feed) is a
            warning. OpenMetrics is all or nothing. Files may be .gz or .zst; - is standard input.

            Exit code: 0 fine, 1 a page has bad lines or is beyond the limits, 2 a file cannot be read.

            Examples:
              vigie check metrics node.prom
              vigie check metrics --format json pages/*.prom.gz
              curl -s http://host:9100/metrics | vigie check metrics -
            """)

    @Option(help: "auto (by extension, else by a last line '# EOF'), prometheus or openmetrics.") var grammar = "auto"
    @Option(help: "text, json or csv.") var format = "text"
    @Flag(help: "Lift the limits that scrapes have (16 MiB, 50,000 samples, 64 labels, 1 KiB values).") var noLimits =
        false
    @Argument(help: "Metrics pages.") var files: [String]

    func run() throws {
        var result = MetricsCheck.Result()
        try Exit.onError { () throws(UserError) in
            var check = MetricsCheck()
            check.grammar = try Choice.parse(grammar, "grammar")
            check.format = try Choice.parse(format, "format")
            if noLimits { check.limits = nil }
            result = check.run(files)
        }
        Output.write(result.output)
        for error in result.errors { Output.error(error) }
        if result.code != 0 { throw ExitCode(result.code) }
    }
}
