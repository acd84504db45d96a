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
    }
}
