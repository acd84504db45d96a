// `vigie demo`: arguments only.

import App
import ArgumentParser
import Telemetry

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Watch a synthetic hall.",
        discussion: """
            Examples:
              vigie demo                                  13,800 GPUs, all faults between +10 s and +60 s
              vigie demo --scenario dark-rack --seed 7    one fault, another hall
              vigie demo --gpus 576 --theme light         a small hall on a light terminal
            """)

    @OptionGroup var hall: DemoArguments
    @OptionGroup var look: LookArguments
    @OptionGroup var view: ViewArguments
    @Option(help: "Record into this file, beside watching.") var record: String?
    @Option(help: "A group that may read the recording.") var group: String?
    @Option(parsing: .unconditional, help: "Data seconds per second.") var speed = 1.0
    @Option(parsing: .unconditional, help: .hidden) var hold: String?

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            let options = try hall.options()
            guard speed > 0, speed <= 100 else { throw UserError("--speed must be above 0 and at most 100") }
            var held: Timestamp?
            if let hold { held = try TimeText.moment(hold, start: options.start, end: options.start + 90_000) }
            var screen = try look.screen().configured()
            screen.frame = view.frame
            screen.record = record
            screen.recordGroup = group
            code = try LiveHall.demo(options, speed: speed, hold: held, screen)
        }
        if code != 0 { throw ExitCode(code) }
    }
}
