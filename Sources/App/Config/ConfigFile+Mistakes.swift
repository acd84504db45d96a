// Reading on behind a mistake. A running program takes a configuration whole or not at all; who checks one wants to know everything.

extension ConfigFile {
    /// Reads the file as far as it goes.
    ///
    /// - Parameter themesFolder: `--themes-dir`, where a theme may be that the file names.
    /// - Returns: also everything that is wrong; none if a program would take the file.
    /// - Throws: what leaves nothing to be read.
    static func check(
        _ path: String, themesFolder: String? = nil
    ) throws(UserError) -> (config: WatchConfig, mistakes: ConfigMistakes) {
        let file = try ConfigFile(try text(path), path: path, mode: SecretFile.mode(path), mistakes: ConfigMistakes())
        var mistakes = file.mistakes ?? ConfigMistakes()
        if file.config.settings.theme != nil {
            let themes = try ThemeLibrary(directory: themesFolder)
            mistakes.attempt { () throws(UserError) in try file.config.settings.requireTheme(of: themes) }
        }
        return (file.config, mistakes)
    }

    /// Reads a part that says nothing of the others: a mistake in it is noted where all are asked for, else it ends the reading.
    ///
    /// Keys must be taken before anything can go wrong, or they look like strangers afterwards.
    ///
    /// - Returns: nil for a part with a mistake.
    @discardableResult
    mutating func part<Value>(
        _ body: (inout ConfigFile) throws(UserError) -> Value
    ) throws(UserError) -> Value? {
        do throws(UserError) { return try body(&self) } catch {
            guard mistakes != nil else { throw error }
            mistakes?.note(error)
            return nil
        }
    }

    /// Every key of a mapping has been asked for; each other one is a mistake.
    mutating func finish(_ fields: ConfigFields) throws(UserError) {
        try part { _ throws(UserError) in try fields.finish() }
    }
}
