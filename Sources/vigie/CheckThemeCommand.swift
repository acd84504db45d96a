// `vigie check theme`: arguments only.

import App
import ArgumentParser

struct CheckThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "Check theme files: mistakes with their places, and colours that can not be told apart.",
        discussion: """
            Contrast of text and of every state against every heat step, severities under simulated colour blindness, an even
            ramp. Exit code 1 if a file is bad.

            Examples:
              vigie check theme ~/.config/vigie/themes/ours.yml
              vigie check theme themes/*.yml
            """)

    @Argument(help: "Theme files.") var files: [String]

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            let check = try ThemeCheck.run(files)
            for fault in check.faults { Output.error(fault) }
            Output.write(check.words)
            code = check.code
        }
        if code != 0 { throw ExitCode(code) }
    }
}
