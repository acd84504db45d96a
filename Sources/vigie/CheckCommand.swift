// `vigie check`: what can be checked.

import ArgumentParser

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check files strictly; exit 1 if one of them is bad.",
        subcommands: [
            CheckMetricsCommand.self, CheckConfigCommand.self, CheckRecordingCommand.self, CheckInventoryCommand.self,
            CheckRulesCommand.self, CheckThemeCommand.self,
        ])
}
