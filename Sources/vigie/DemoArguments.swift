// The options that describe a synthetic hall, shared by every command that can show one.

import App
import ArgumentParser
import Simulator

struct DemoArguments: ParsableArguments {
    @Option(parsing: .unconditional, help: "GPUs in the demo hall.") var gpus = 13_800
    @Option(help: "Seed of the demo hall.") var seed: UInt64 = 1
    @Option(help: "mixed, none, or one fault by name.") var scenario = "mixed"
    @Option(parsing: .unconditional, help: "When the demo begins, RFC 3339.") var start: String?

    @Option(help: "The demo hall's inventory: YAML, NetBox JSON or CSV; may be given several times.") var inventory:
        [String] = []

    func options() throws(UserError) -> DemoOptions {
        var options = DemoOptions()
        guard (1...DemoOptions.gpuLimit).contains(gpus) else {
            throw UserError("--gpus must be 1 to \(DemoOptions.gpuLimit)")
        }
        options.gpus = gpus
        options.seed = seed
        options.scenario = try Choice.parse(scenario, "scenario")
        try options.use(inventory: inventory)
        if let start { options.start = try TimeText.moment(start, start: options.start, end: options.start) }
        return options
    }
}
