// `vigie convert`: arguments only.

import App
import ArgumentParser

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Turn recordings, recorded text and inventories into one another, by extension.",
        discussion: """
            The output's extension decides: .om OpenMetrics (promtool tsdb create-blocks-from openmetrics reads it), .csv CSV, .yml or -
            the inventory of some files as one YAML file, any other a recording. It is also the way to copy a recording that is
            being written. Text, and recordings in which nobody asked the rules, get the alarms that the rules tell of. Several recordings and recorded texts become one, as `vigie replay` joins them: of a moment that two of
            them have, the one that began later is shown; the other stays in the file. A CSV, plain, .gz or .zst, is read as it is
            written: time,metric,place,value, the lines in order of time, metrics by the names of `vigie dump`. Its values are
            taken as they are, and its places make the hall. A bad line of any text is told and left out, in OpenMetrics too, whose
            samples may stand in any order; the exit code is 1 then. --anonymise gives each name one other everywhere, in names of metrics too; what is written freely (command
            lines, notes, bad lines, bookmarks) becomes text-1, text-2. A name that neither its label nor its look tells of stays. Of two inventories that place a host
            differently the more trusted wins; what contradicts or is left out is told on standard error.

            Examples:
              vigie convert hall.vigie --out incident.vigie --from 18:40:00 --to 18:55:00 --select B17 --anonymise
              vigie convert hall.vigie --out hall.om --from -10m
              vigie convert pages/ --out hall.vigie
              vigie convert incident.csv.gz --out incident.vigie
              vigie convert monday.vigie tuesday.vigie --out days.vigie
              vigie convert racks.json devices.json --out hall.yml
            """)

    @Option(help: "The new file; - is standard output, for an inventory.") var out: String
    @Option(parsing: .unconditional, help: "From this TIME: 18:42:07, +90s from the start, -5m from the end, RFC 3339.")
    var from: String?
    @Option(parsing: .unconditional, help: "To this TIME.") var to: String?
    @Option(help: "A place: B, B17, B17/t07.") var select: String?
    @Flag(help: "Replace host names, addresses, serials, UUIDs, jobs, pods, users and free texts.") var anonymise =
        false
    @Option(help: "A rule file for what has no alarms yet, read over the built-in rules; may be given several times.")
    var rules: [String] = []
    @Argument(help: "Recordings, text pages, folders of them, CSV, or inventory files.") var files: [String]

    func run() throws {
        var isWhole = true
        try Exit.onError { () throws(UserError) in
            if out == "-" || out.hasSuffix(".yml") || out.hasSuffix(".yaml") {
                let report = try InventoryReport(files)
                report.complaints.forEach(Output.warn)
                if out == "-" { return Output.write(report.yaml) }
                return try TextFile.write(report.yaml, to: out)
            }
            var options = ConvertOptions(inputs: files, out: out)
            options.from = from
            options.to = to
            options.select = select
            options.anonymise = anonymise
            options.rules = rules
            let report = try Conversion.report(options)
            report.lines.forEach(Output.error)
            isWhole = report.isWhole
        }
        if !isWhole { throw ExitCode(1) }
    }
}
