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
    @Option(help: "Bytes a second to the terminal, mean over 5 s; k = 1000, 0 = no limit.") var maxRate = "0"
    @Option(help: "Time zone: UTC, local, +02:00 or a name such as Europe/Paris.") var tz: String?
    @Flag(help: "Changes as plain lines, for screen readers and logs.") var plain = false

    func library() throws(UserError) -> ThemeLibrary { try ThemeLibrary(directory: themesDir) }

    /// nil: whatever the terminal can.
    func depth() throws(UserError) -> ColourDepth? {
        colors == "auto" ? nil : try Choice.parse(colors, "colour depth", extra: ["auto"])
    }
}
