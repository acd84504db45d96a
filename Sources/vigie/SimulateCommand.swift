// `vigie simulate`: arguments only.

import App
import ArgumentParser

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve the pages of a synthetic hall on loopback.",
        discussion: """
            Every host has an address of its own, 127.1.i.j, with /dcgm/metrics and /node/metrics; /targets lists all (http_sd).

            Examples:
              vigie simulate --listen 127.0.0.1:9400
              vigie watch http://127.0.0.1:9400/targets
            """)

    @OptionGroup var hall: DemoArguments
    @Option(help: "Loopback address and port; port 0 takes a free one.") var listen = "127.0.0.1:9400"

    @Option(help: "How often the list says that GPU pages are to be read.") var interval = "1s"

    func run() throws {
        try Exit.onError { () throws(UserError) in
            let server = try PageServer(try hall.options(), listen: listen, intervalMs: try TimeText.duration(interval))
            Output.write("serving http://127.0.0.1:\(server.port)/targets\n")
            server.wait()
        }
    }
}
