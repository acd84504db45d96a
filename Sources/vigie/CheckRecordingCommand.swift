// `vigie check recording`: arguments only.

import App
import ArgumentParser

struct CheckRecordingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recording",
        abstract: "Check a recording: checksums, spans, gaps.",
        discussion: """
            Nothing is repaired without being asked. --repair writes what can be read into a new file; tracks, states and events are
            made again from the wire if it was recorded, and the rules are asked where their alarms can not be read.

            Examples:
              vigie check recording hall.vigie
              vigie check recording --repair saved.vigie torn.vigie
            """)

    @Option(help: "text, json or csv.") var format = "text"
    @Option(help: "Write what can be read into this new file.") var repair: String?
    @Argument(help: "Recordings.") var files: [String]

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            var check = RecordingCheckCommand()
            check.format = try Choice.parse(format, "format")
            check.repair = repair
            let result = try check.run(files)
            Output.write(result.output)
            for error in result.errors { Output.error(error) }
            code = result.code
        }
        if code != 0 { throw ExitCode(code) }
    }
}
