// Themes: every role resolves, differs enough, and can be told apart by everyone.

import Screen
import Testing

struct ThemeTests {
    @Test(arguments: Theme.embedded.map(\.name)) func statesStandOut(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        for role in Role.states {
            let glyph = theme.foreground(.role(role))
            #expect(glyph.contrast(with: theme.background(.role(role))) >= 4.5, "\(name): \(role) on its own ground")
            #expect(glyph.contrast(with: theme.background) >= 3, "\(name): \(role) on the background")
            for step in 0..<HeatSteps.count {
                let heat = theme.background(.heat(HeatSteps.level(step)))
                #expect(glyph.contrast(with: heat) >= 3, "\(name): \(role) on heat step \(step)")
            }
        }
    }

    @Test(arguments: Theme.embedded.map(\.name)) func textIsReadable(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        for role in [Role.text, .dim, .title, .accent, .good, .warning, .critical, .key, .headerText] {
            #expect(theme.foreground(.role(role)).contrast(with: theme.background) >= 4.5, "\(name): \(role)")
        }
        #expect(theme.foreground(.role(.headerText)).contrast(with: theme.background(.role(.header))) >= 4.5)
        #expect(theme.foreground(.role(.selection)).contrast(with: theme.background(.role(.selection))) >= 4.5)
        for step in 0..<HeatSteps.count {
            let heat = theme.background(.heat(HeatSteps.level(step)))
            #expect(theme.foreground(.role(.text)).contrast(with: heat) >= 2.9, "\(name): text on heat step \(step)")
        }
    }

    @Test(arguments: Theme.embedded.map(\.name)) func heatIsMonotoneAndCalm(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        let luminance = (0..<HeatSteps.count).map { theme.heat[Int(HeatSteps.level($0))].luminance }
        let rising = zip(luminance, luminance.dropFirst()).allSatisfy { $0 < $1 }
        let falling = zip(luminance, luminance.dropFirst()).allSatisfy { $0 > $1 }
        #expect(rising || falling)
        // Red belongs to states alone.
        for colour in theme.heat { #expect(Int(colour.red) <= max(Int(colour.green), Int(colour.blue))) }
    }

    @Test func aThemeWithoutARoleIsRefused() {
        #expect(throws: ThemeError.self) { try Theme(name: "x", title: "", roles: [:], ramp: [RGB(0), RGB(1)]) }
    }
}
