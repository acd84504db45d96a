// `vigie replay`: arguments only.

import App
import ArgumentParser

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Look at recordings, at any moment and speed.",
        discussion: """
            Several files join in time. Space stands still, [ ] and { } step, < and > change the speed, e and E go through events,
            :at "3 min ago" goes to a moment, End to the end.

            Examples:
              vigie replay hall.vigie
              vigie replay hall.vigie --at 18:42:07 --speed 60
              vigie replay --follow hall.vigie                 while somebody records it
              vigie replay hall.vigie --plain --speed 3600     what changed, line by line, to its end
            """)

    @OptionGroup var look: LookArguments
    @OptionGroup var view: ViewArguments
    @Option(parsing: .unconditional, help: "Where to begin: +90s, -5m, 18:42:07, now or RFC 3339.") var at: String?
    @Option(help: "Data seconds per second, 0.1 to 3600.") var speed = 1.0
    @Flag(help: "Stay at the end of a file that is being written.") var follow = false
    @Argument(help: "Recordings, recorded text pages, or CSV.") var files: [String] = []

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            guard (0.1...3_600).contains(speed) else { throw UserError("--speed must be 0.1 to 3600") }
            code = try ReplayHall.run(files, at: at, speed: speed, follow: follow) { () throws(UserError) in
                var screen = try look.screen().configured()
                screen.frame = view.frame
                return screen
            }
        }
        if code != 0 { throw ExitCode(code) }
    }
}
