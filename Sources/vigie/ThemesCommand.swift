// `vigie themes`: arguments only.

import App
import ArgumentParser

struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes",
        abstract: "List the themes, or preview one.",
        discussion: """
            Examples:
              vigie themes
              vigie themes light
            """)

    @Argument(help: "A theme to preview.") var name: String?
    @Option(help: "A folder of theme files, searched first.") var themesDir: String?
    @Option(help: "auto, truecolor, 256, 16 or mono.") var colors = "truecolor"

    func run() throws {
        try Exit.onError { () throws(UserError) in
            let library = try ThemeLibrary(directory: themesDir)
            guard let name else { return Output.write(ThemePreview.list(library)) }
            let depth = try LookArguments.depth(colors) ?? .truecolor
            Output.draw(ThemePreview.show(try library.theme(named: name), depth))
        }
    }
}
