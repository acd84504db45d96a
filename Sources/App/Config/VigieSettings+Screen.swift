// Looks that a configuration names count where the command line left the default.

extension VigieSettings {
    func apply(to screen: inout ScreenOptions) throws(UserError) {
        let defaults = ScreenOptions(themes: screen.themes)
        if let theme, screen.themeName == defaults.themeName {
            try requireTheme(of: screen.themes)
            screen.themeName = theme.name
        }
        if let maxRate, screen.maxRate == defaults.maxRate { screen.maxRate = maxRate }
        if let zone, screen.zone == defaults.zone { screen.zone = zone }
        if let keys { screen.keys = keys }
        screen.savedFilters.merge(filters) { given, _ in given }
    }

    /// - Throws: no theme has the name that is written, at its place.
    func requireTheme(of themes: ThemeLibrary) throws(UserError) {
        guard let theme else { return }
        do throws(UserError) { _ = try themes.theme(named: theme.name) } catch {
            throw UserError("\(theme.place): \(error.description)")
        }
    }
}

extension ScreenOptions {
    /// The same with what the configuration that is found says of screens: a demo and a replay are used by the same hands.
    public func configured() throws(UserError) -> ScreenOptions {
        guard let path = ConfigLocation.find(nil) else { return self }
        var options = self
        try ConfigFile.settings(path).apply(to: &options)
        // What `watch` would refuse is to be known here too: somebody thinks that his keys hold.
        do throws(UserError) { _ = try ConfigFile.read(path) } catch {
            options.notice = error.description
            Output.warn(error.description)
        }
        return options
    }
}
