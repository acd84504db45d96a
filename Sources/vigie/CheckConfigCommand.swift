// `vigie check config`: arguments only.

import App
import ArgumentParser

struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check configurations (prometheus.yml with vigie's own key) and the files of targets they name.",
        discussion: """
            Every mistake is named as file:line:column (of very many the first 20), every part that vigie does not do as a warning.
            Exit code 1 if a file is bad.

            Examples:
              vigie check config /etc/prometheus/prometheus.yml
              vigie check config --format json vigie.yml
              vigie check config --keys                     every command with its keys, to copy from
            """)

    enum Format: String, CaseIterable { case text, json }

    @Option(help: "text or json.") var format = "text"
    @Flag(help: "Print all commands and their keys, as a configuration spells them, and leave.") var keys = false
    @Option(help: "A folder of theme files, where the theme may be that a file names.") var themesDir: String?
    @Argument(help: "Configuration files; none: the one that `vigie` alone would use.") var files: [String] = []

    func run() throws {
        if keys { return Output.write(KeyTableText.write()) }
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            let format: Format = try Choice.parse(format, "format")
            let paths = files.isEmpty ? [ConfigLocation.find(nil)].compactMap { $0 } : files
            guard !paths.isEmpty else {
                throw UserError(
                    "no configuration found; looked for \(ConfigLocation.candidates().joined(separator: ", "))")
            }
            let result = ConfigCheck.run(paths, json: format == .json, themesFolder: themesDir)
            for line in result.errors { Output.error(line) }
            Output.write(result.output)
            code = result.code
        }
        if code != 0 { throw ExitCode(code) }
    }
}
