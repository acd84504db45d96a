// The command line: a thin shell that turns arguments into options of `App` and errors into exit codes.

import App
import ArgumentParser

@main
struct Vigie: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigie",
        abstract: "Watch a GPU data hall from a terminal.",
        discussion: """
            Without a command: watch with the configuration found, else the demo hall.

            Examples:
              vigie demo                                     a synthetic hall of 13,800 GPUs
              vigie watch http://127.0.0.1:9100/metrics      one exporter
              vigie snapshot --demo --at +90s --size 168x50  one frame to stdout
            """,
        version: "0.1.0",
        subcommands: [
            DemoCommand.self, WatchCommand.self, RecordCommand.self, ReplayCommand.self, SnapshotArguments.self,
            AlertsCommand.self, DumpCommand.self, CheckCommand.self, ConvertCommand.self, SimulateCommand.self,
            ThemesCommand.self, DoctorCommand.self,
            DefaultCommand.self,
        ],
        defaultSubcommand: DefaultCommand.self)
}
