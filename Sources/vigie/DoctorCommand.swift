// `vigie doctor`: arguments only.

import App
import ArgumentParser

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what terminal, locale, colours, limits and configuration allow, and what to change.",
        discussion: """
            Exit code 0 if nothing stands in the way, 1 if something does.

            Examples:
              vigie doctor
              vigie doctor --format json
            """)

    @Option(help: "A folder of theme files, searched first.") var themesDir: String?
    @Option(help: "A configuration to look at, in place of the one that is found.") var config: String?
    @Option(help: "text or json.") var format = "text"

    func run() throws {
        var isBad = false
        try Exit.onError { () throws(UserError) in
            guard ["text", "json"].contains(format) else {
                throw UserError("no format \"\(format)\"; known: text, json")
            }
            let doctor = try Doctor(themesDirectory: themesDir, config: config)
            Output.write(format == "json" ? doctor.json : doctor.text)
            isBad = doctor.isBad
        }
        if isBad { throw ExitCode(1) }
    }
}
