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

    @Test(arguments: Theme.embedded.map(\.name)) func textOnHeatIsReadableAtEveryDepth(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        for map in ColourMap.allCases {
            let shown = theme.with(map)
            for depth in [ColourDepth.truecolor, .c256] {
                for step in 0..<HeatSteps.count {
                    let pair = shown.lowered(.role(.text), on: .heat(HeatSteps.level(step)), depth)
                    let glyph = try #require(pair.0.colour()), ground = try #require(pair.1.colour())
                    #expect(glyph.contrast(with: ground) >= 4.5, "\(name) \(map) \(depth) step \(step)")
                }
            }
        }
    }

    /// The nearest of sixteen colours to a dark red is black, which would make a dead rack as quiet as text.
    @Test(arguments: Theme.embedded.map(\.name)) func statesStayLoudInSixteenColours(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        func ground(_ role: Role) -> Theme.Lowered { theme.lowered(.role(role), on: .role(role), .c16).1 }
        let own = [Theme.Lowered.own, ground(.background)]
        for role in [Role.gone, .unreachable, .fault, .hot, .throttled] where name != "mono" {
            #expect(!own.contains(ground(role)), "\(role)")
        }
        guard name == "dark" else { return }
        for role in [Role.gone, .unreachable, .fault, .memoryError] { #expect(ground(role) == .index(1), "\(role)") }
        for role in [Role.hot, .throttled, .link, .straggler, .frozen] { #expect(ground(role) == .index(3), "\(role)") }
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

    @Test(arguments: Theme.embedded.map(\.name)) func heatKeepsItsOrderIn256Colours(name: String) throws {
        let theme = try #require(Theme.embedded.first { $0.name == name })
        let shown = try (0..<HeatSteps.count).map { step in
            try #require(theme.lowered(.role(.text), on: .heat(HeatSteps.level(step)), .c256).1.colour())
        }
        let isRising = theme.heat[255].luminance > theme.heat[0].luminance
        for (colder, hotter) in zip(shown, shown.dropFirst()) where colder != hotter {
            let step = hotter.luminance - colder.luminance
            #expect(isRising ? step > -0.005 : step < 0.005, "\(name): \(colder.hex) before \(hotter.hex)")
        }
        #expect(Set(shown).count >= 5, "\(name): \(Set(shown).count)")
    }

    @Test func aThemeWithoutARoleIsRefused() {
        #expect(throws: ThemeError.self) {
            try Theme(name: "x", title: "", roles: [:], ramp: [RGB(0), RGB(1)], bend: [RGB(0)])
        }
    }
}
