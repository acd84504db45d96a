// `vigie check rules`: arguments only.

import App
import ArgumentParser

struct CheckRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check rule files, every mistake with file, line and column.",
        discussion: """
            Without a file the built-in rules are checked and printed. A label or annotation that nothing reads is a warning if its
            name is nearly one that is read. Exit code 1 if a file is bad.

            Examples:
              vigie check rules our-rules.yml
              vigie check rules --catalogue our-metrics.yml our-rules.yml
              vigie check rules --print > rules.yml
            """)

    @Flag(help: "Print the built-in rules, to begin from.") var print = false
    @Option(help: "A catalogue file whose metrics the rules may ask for; may be given several times.")
    var catalogue: [String] = []
    @Argument(help: "Rule files.") var files: [String] = []

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            if print { return Output.write(RuleFiles.standardText) }
            let check = try RuleFiles.check(files, catalogues: catalogue)
            for line in check.faults + check.warnings { Output.error(line) }
            Output.write(check.words)
            code = check.faults.isEmpty ? 0 : 1
        }
        if code != 0 { throw ExitCode(code) }
    }
}
