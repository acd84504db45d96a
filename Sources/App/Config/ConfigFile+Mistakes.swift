// Reading on behind a mistake. A running program takes a configuration whole or not at all; who checks one wants to know everything.

extension ConfigFile {
    /// Reads the file as far as it goes.
    ///
    /// - Returns: also everything that is wrong; none if `read` would take the file.
    /// - Throws: what leaves nothing to be read.
    static func check(_ path: String) throws(UserError) -> (config: WatchConfig, mistakes: ConfigMistakes) {
        let file = try ConfigFile(try text(path), path: path, mode: SecretFile.mode(path), mistakes: ConfigMistakes())
        return (file.config, file.mistakes ?? ConfigMistakes())
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
            mistakes?.note(error.description)
            return nil
        }
    }

    /// Every key of a mapping has been asked for; each other one is a mistake.
    mutating func finish(_ fields: ConfigFields) throws(UserError) {
        for stray in fields.strays(limit: mistakes == nil ? 1 : ConfigFields.strayLimit) {
            try part { _ throws(UserError) -> Void in throw stray }
        }
    }
}
