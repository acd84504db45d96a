// Looks that a configuration names count where the command line left the default.

extension VigieSettings {
    func apply(to screen: inout ScreenOptions) throws(UserError) {
        let defaults = ScreenOptions(themes: screen.themes)
        if let theme, screen.themeName == defaults.themeName {
            _ = try screen.themes.theme(named: theme)
            screen.themeName = theme
        }
        if let maxRate, screen.maxRate == defaults.maxRate { screen.maxRate = maxRate }
        if let zone, screen.zone == defaults.zone { screen.zone = try ZoneChoice.parse(zone) }
        if let keys { screen.keys = keys }
        screen.savedFilters.merge(filters) { given, _ in given }
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
