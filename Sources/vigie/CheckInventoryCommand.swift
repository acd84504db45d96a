// `vigie check inventory`: arguments only.

import App
import ArgumentParser

struct CheckInventoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "Check inventories: racks, trays and GPUs expected, hosts without place, conflicts.",
        discussion: """
            Several files are weighed against each other. Exit code 1 if they contradict themselves or each other, or if a part of
            them can not be read: it is named with its place, and the rest counts.

            Examples:
              vigie check inventory hall.yml
              vigie check inventory racks.json devices.json --format json
            """)

    enum Format: String, CaseIterable { case text, json }

    @Option(help: "text or json.") var format = "text"
    @Argument(help: "Inventory files: YAML, NetBox JSON or CSV, file_sd.") var files: [String]

    func run() throws {
        var code: Int32 = 0
        try Exit.onError { () throws(UserError) in
            let format: Format = try Choice.parse(format, "format")
            let report = try InventoryReport.check(files)
            Output.write(format == .json ? report.json() : report.text())
            code = report.isBad ? 1 : 0
        }
        if code != 0 { throw ExitCode(code) }
    }
}
