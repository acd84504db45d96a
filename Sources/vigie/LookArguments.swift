// The options every screen command takes.

import App
import ArgumentParser
import Screen

struct LookArguments: ParsableArguments {
    @Option(name: .customLong("theme"), help: "A theme by name; `vigie themes` lists them.") var themeName = "dark"
    @Option(help: "A folder of theme files, searched first.") var themesDir: String?
    @Option(help: "auto, truecolor, 256, 16 or mono.") var colors = "auto"
    @Flag(help: "ASCII glyphs only.") var ascii = false
    @Flag(help: "Leave the mouse to the terminal.") var noMouse = false
    @Option(help: "Bytes a second to the terminal; longer frames come in parts; k = 1000, 0 = no limit.")
    var maxRate = "0"
    @Option(help: "Colour map of heat: calm, viridis, cividis, mako or grey.") var map: String?
    @Flag(help: "For a thin line: 256 colours and a quarter of the heat steps.") var slowLink = false
    @Option(parsing: .unconditional, help: "Time zone: UTC, local, +02:00 or a name such as Europe/Paris.")
    var tz: String?
    @Flag(help: "Changes as plain lines, for screen readers and logs.") var plain = false

    @Flag(help: "Ring the terminal's bell when a critical alarm begins.") var bell = false
    @Option(help: "A rule file, read over the built-in rules; may be given several times.") var rules: [String] = []
    @Option(help: "The shared file of acknowledgements, mutes and notes.") var alertNotes: String?

    func library() throws(UserError) -> ThemeLibrary { try ThemeLibrary(directory: themesDir) }

    /// nil: whatever the terminal can.
    func depth() throws(UserError) -> ColourDepth? { try Self.depth(colors) }

    static func depth(_ text: String) throws(UserError) -> ColourDepth? {
        text == "auto" ? nil : try Choice.parse(text, "colour depth", extra: ["auto"])
    }

    /// Everything a live screen is told.
    ///
    /// - Parameter targets: what is watched: rules may ask for the metrics of its configuration.
    func screen(_ targets: WatchOptions = WatchOptions()) throws(UserError) -> ScreenOptions {
        var options = ScreenOptions(themes: try library())
        _ = try options.themes.theme(named: themeName)
        options.themeName = themeName
        options.terminal.depth = try depth() ?? (slowLink ? .c256 : nil)
        if slowLink { options.terminal.heatSteps = HeatSteps.coarseCount }
        if let map { options.colourMap = try Choice.parse(map, "colour map") }
        options.terminal.ascii = ascii
        options.terminal.mouse = !noMouse
        options.maxRate = try RateText.parse(maxRate)
        if let tz { options.zone = try ZoneChoice.parse(tz) }
        options.plain = plain
        options.bell = bell
        if !rules.isEmpty {
            options.rules = try RuleFiles.book(rules, catalogue: try targets.catalogue()) {
                Output.warn($0)
                options.notice = "mistakes in rules: those rules are left out; `vigie check rules` lists them"
            }
        }
        options.alertNotes = alertNotes
        return options
    }
}
