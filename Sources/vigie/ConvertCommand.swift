// `vigie convert`: arguments only.

import App
import ArgumentParser

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Write the inventories of some files as one YAML file.",
        discussion: """
            Inputs may be vigie's own YAML, NetBox JSON (racks, devices) and tables (CSV), and Prometheus file_sd lists. Of two that
            place a host differently the more trusted wins; `vigie check inventory` lists such conflicts.

            Examples:
              vigie convert racks.json devices.json --out hall.yml
              vigie convert devices.csv targets.json --out -
            """)

    @Argument(help: "Inventory files.") var files: [String]
    @Option(help: "The file to write; - is standard output.") var out: String

    func run() throws {
        try Exit.onError { () throws(UserError) in
            let report = try InventoryReport(files)
            if out == "-" { return Output.write(report.yaml) }
            try TextFile.write(report.yaml, to: out)
        }
    }
}
