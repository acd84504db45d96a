// `vigie watch`: arguments only.

import App
import ArgumentParser

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch real exporters, live.",
        discussion: """
            A URL is a metrics page, or an http_sd list (JSON) of many. A configuration is a prometheus.yml; what vigie alone
            needs stands under its key `vigie`. It is read again when it changes, and on SIGHUP.

            Examples:
              vigie watch http://127.0.0.1:9100/metrics
              vigie watch http://gpu-a:9400/metrics http://gpu-a:9100/metrics
              vigie watch http://discovery.example:8080/targets
              vigie watch --config /etc/prometheus/prometheus.yml
              vigie watch --pages /var/lib/pages             a folder of page files; - is standard input
            """)

    @OptionGroup var look: LookArguments
    @OptionGroup var view: ViewArguments
    @Option(help: "Record into this file, beside watching.") var record: String?
    @Option(help: "A group that may read the recording.") var group: String?
    @Option(help: "Write the counts of scrapes to this file at the end.") var log: String?
    @Option(help: "What ought to be there: YAML, NetBox JSON or CSV, file_sd; may be given several times.")
    var inventory: [String] = []
    @OptionGroup var source: WatchArguments
    @Argument(help: "Metrics pages or http_sd lists.") var urls: [String] = []

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            var options = source.options(urls)
            options.inventory = inventory
            guard !options.isEmpty else {
                throw UserError(
                    "no target; write `vigie watch http://host:9100/metrics` or `vigie watch --config prometheus.yml`, or see a synthetic hall with `vigie demo`"
                )
            }
            var screen = try look.screen(options)
            screen.frame = view.frame
            screen.record = record
            screen.recordGroup = group
            code = try WatchHall.run(options, log: log, screen)
        }
        if code != 0 { throw ExitCode(code) }
    }
}
