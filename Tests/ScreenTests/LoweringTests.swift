// Colours and glyphs lowered to what a terminal can show.

import Testing

@testable import Screen

struct LoweringTests {
    @Test func hysteresisHoldsTheStepNearItsEdge() {
        #expect(HeatSteps.step(64, shown: 7) == 7)
        #expect(HeatSteps.step(69, shown: 7) == 8)
        #expect(HeatSteps.step(50, shown: 7) == 6)
        for level in UInt8.min...UInt8.max {
            #expect(HeatSteps.step(level, shown: HeatSteps.step(level)) == HeatSteps.step(level))
            #expect(HeatSteps.step(HeatSteps.level(HeatSteps.step(level))) == HeatSteps.step(level))
        }
    }

    @Test func withoutColoursHeatBecomesGlyphs() {
        let cold = Cell("▀", Style(.heat(0), on: .heat(0))), hot = Cell("▀", Style(.heat(255), on: .heat(255)))
        for depth in [ColourDepth.c16, .mono] {
            let lowering = Lowering(depth: depth)
            #expect(lowering.cell(cold).scalar == "_")
            #expect(lowering.cell(hot).scalar == "@")
            // Idle is neither nothing nor unknown.
            for level in UInt8.min...UInt8.max {
                let glyph = lowering.cell(Cell("▀", Style(.heat(level), on: .heat(level)))).scalar
                #expect(glyph != " " && glyph != "·" && glyph != GlyphSet.ascii("·"))
            }
        }
        #expect(Lowering(depth: .truecolor).cell(hot).scalar == "▀")
    }

    @Test func marksSurviveEveryLowering() {
        let mark = Cell("×", Style(.gone, on: .gone, .bold))
        #expect(Lowering(depth: .mono).cell(mark).scalar == "×")
        #expect(Lowering(depth: .mono).cell(mark).attributes.contains(.reverse))
        #expect(Lowering(depth: .mono, ascii: true).cell(mark).scalar == "x")
        #expect(Lowering(depth: .c16).cell(mark).background == .role(.gone))
    }

    @Test func paletteLowering() {
        #expect(ColourDepth.index256(RGB(0x000000)) == 16)
        #expect(ColourDepth.index256(RGB(0xFFFFFF)) == 231)
        #expect(ColourDepth.index256(RGB(0x808080)) == 244)
        #expect(ColourDepth.index16(RGB(0xFF0000)) == 9)
        #expect(ColourDepth.index16(RGB(0x000000)) == 0)
    }

    @Test func asciiTwinsAreASCII() {
        for scalar in "▀█▌│─·…●‖›‒–°→←↑↓◂▲≠§╳×▁▂▃▄▅▆▇■世".unicodeScalars { #expect(GlyphSet.ascii(scalar).isASCII) }
    }

    /// Bold black is grey on terminals of sixteen colours, and grey drowns in the yellow of a warning.
    @Test func noMarkIsBoldBlack() {
        var black = 0
        for role in Role.states {
            let style = Style(role, on: role, .bold)
            let sequence = CanvasANSI.sequence(style, .dark, .c16)
            let codes = sequence.dropFirst(2).dropLast().split(separator: ";").map(String.init)
            #expect(!(codes.contains("1") && codes.contains("30")), "\(role): \(codes)")
            if codes.contains("30") { black += 1 }
        }
        #expect(black > 0)
    }

    /// The nearest of sixteen to a pale red is grey: severities keep their hue where it can be read.
    @Test func severitiesKeepTheirHueInSixteenColours() {
        func ink(_ role: Role, _ theme: Theme) -> Theme.Lowered {
            theme.lowered(.role(role), on: .role(.background), .c16).0
        }
        #expect([.index(1), .index(9)].contains(ink(.critical, .dark)))
        #expect([.index(3), .index(11)].contains(ink(.warning, .dark)))
        #expect([.index(2), .index(10)].contains(ink(.good, .dark)))
        #expect([.index(1), .index(9)].contains(ink(.critical, .light)))
    }
}
