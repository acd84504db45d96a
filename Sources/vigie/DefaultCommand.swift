// `vigie` alone: something useful at once.

import App
import ArgumentParser

struct DefaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "What `vigie` alone does: the configuration found, else the demo hall, saying so.",
        shouldDisplay: false)

    @OptionGroup var look: LookArguments

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            if let found = ConfigLocation.find(nil) {
                var options = WatchOptions()
                options.config = found
                code = try WatchHall.run(options, log: nil, try look.screen(options))
                return
            }
            var screen = try look.screen()
            screen.notice =
                "no configuration found: the demo hall; `vigie watch --config prometheus.yml` watches your own"
            code = try LiveHall.demo(DemoOptions(), speed: 1, hold: nil, screen)
        }
        if code != 0 { throw ExitCode(code) }
    }
}
